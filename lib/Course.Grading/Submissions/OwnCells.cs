using System.Text.RegularExpressions;
using Course.Notebooks;

namespace Course.Grading;

/// <summary>Cells that a learner has added. They are not graded, which nobody expects of a helper that an answer calls.</summary>
internal static class OwnCells
{
    private const int mostNames = 200;

    // A type and a name, and what can follow a declared name.
    private static readonly Regex declaration =
        new(@"(?<type>\w+)[>\]?]*\s+(?<name>[\p{L}_]\w*)\s*[(={;<]", RegexOptions.NonBacktracking);

    private static readonly string[] noTypes = ["return", "new", "await", "throw", "goto", "else", "in", "is", "as"];

    /// <summary>A note for each name that an answer takes from a cell of the learner's own.</summary>
    public static IEnumerable<string> Notes(Lab lab, Notebook submission, IReadOnlyDictionary<string, string> answers)
    {
        var given = lab.Notebook.Cells.Select(cell => cell.Source).ToHashSet();
        var own = submission.Cells.Where(
            cell => cell.Kind == CellKind.Code && GradeCell.Of(cell) is null && !given.Contains(cell.Source));
        return own.Where(cell => !answers.Values.Any(answer => answer.Contains(cell.Source, StringComparison.Ordinal)))
            .SelectMany(cell => Declared(cell.Source)).Distinct().Take(mostNames)
            .Where(name => Uses(answers.Values, name) && !Uses(given, name))
            .Select(name => lab.Words["HelperElsewhere", name]);
    }

    /// <summary>Names that code seems to declare.</summary>
    public static IEnumerable<string> Declared(string code) =>
        declaration.Matches(code).Where(match => !noTypes.Contains(match.Groups["type"].Value))
        .Select(match => match.Groups["name"].Value);

    private static bool Uses(IEnumerable<string> sources, string name) =>
        sources.Any(source => Regex.IsMatch(source, $@"\b{name}\b"));
}
