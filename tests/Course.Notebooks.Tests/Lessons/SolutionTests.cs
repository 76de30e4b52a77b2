using System.Text.RegularExpressions;

namespace Course.Notebooks.Tests.Lessons;

/// <summary>Below a lesson's exercises a solution of each unfolds. Course.Interactive.Tests runs them.</summary>
public class SolutionTests
{
    public static TheoryData<string> Names() => [.. Lesson.Names().Select(row => row.Data).Where(name => Source("en", name, "solutions").Length > 0)];

    [Theory]
    [MemberData(nameof(Names))]
    public void EachExerciseHasItsSolutionWithCode(string name)
    {
        foreach (var language in new[] { "ko", "en" })
        {
            var exercises = Regex.Matches(Source(language, name, "exercises"), @"(?m)^(\d+)\. ").Select(match => match.Groups[1].Value);
            var solutions = Solutions(language, name).Select(solution => Regex.Match(solution.Groups[1].Value, @"\d+").Value);
            Assert.Equal(exercises, solutions);
            Assert.All(Solutions(language, name), solution => Assert.Contains("```csharp\n", solution.Groups[2].Value, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void CodeIsTheSameInBothLanguages(string name) => Assert.Equal(Blocks("ko", name), Blocks("en", name));

    private static IEnumerable<string> Blocks(string language, string name) => Solutions(language, name)
        .SelectMany(solution => Regex.Matches(solution.Value, "(?s)```csharp\n(.*?)```")).Select(block => Lesson.CodeOnly(block.Groups[1].Value));

    private static IReadOnlyList<Match> Solutions(string language, string name) =>
        [.. Regex.Matches(Source(language, name, "solutions"), "(?s)<details><summary>([^<]*)</summary>\n\n(.*?)\n</details>").Cast<Match>()];

    private static string Source(string language, string name, string id) =>
        Lesson.Read(language, name).Cells.FirstOrDefault(cell => cell.Id == id)?.Source ?? "";
}
