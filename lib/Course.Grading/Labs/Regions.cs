namespace Course.Grading;

/// <summary>
/// Parts of a cell between two marks, each on a line of its own: <c>// BEGIN SOLUTION</c> and <c>// END SOLUTION</c>,
/// <c>// BEGIN HIDDEN TESTS</c> and <c>// END HIDDEN TESTS</c>, <c>### BEGIN MARK SCHEME</c> and <c>### END MARK SCHEME</c>. A
/// line counts as a mark when it contains the words, as in nbgrader.
/// </summary>
internal sealed record Regions(string Begin, string End)
{
    public static readonly Regions Solution = new("BEGIN SOLUTION", "END SOLUTION");
    public static readonly Regions HiddenTests = new("BEGIN HIDDEN TESTS", "END HIDDEN TESTS");
    public static readonly Regions MarkScheme = new("BEGIN MARK SCHEME", "END MARK SCHEME");

    /// <summary>nbgrader's <c>code_stub</c> for C#.</summary>
    public const string CodeStub = "throw new NotImplementedException(); // YOUR CODE HERE";

    /// <summary>nbgrader's <c>text_stub</c>.</summary>
    public const string TextStub = "YOUR ANSWER HERE";

    public static readonly IReadOnlyList<Regions> All = [Solution, HiddenTests, MarkScheme];

    /// <summary>What learners get of a source.</summary>
    public static string WithoutAny(string source) => All.Aggregate(source, (left, kind) => kind.Replace(left, null));

    public bool AreIn(string source) => source.Split('\n').Any(line => IsBegin(line) || IsEnd(line));

    /// <summary>What is wrong with the marks, or null.</summary>
    public string? Fault(string source)
    {
        var open = 0;
        foreach (var (line, number) in source.Split('\n').Select((line, i) => (line, i + 1)))
        {
            if (IsBegin(line) && open > 0)
                return $"line {number} begins a second region before the first, which began in line {open}, has ended. Add \"// "
                    + $"{End}\" before it.";
            if (IsEnd(line) && open == 0)
                return $"line {number} says \"{End}\" without a \"{Begin}\" before it. Add the one or remove the other.";
            if (IsBegin(line))
                open = number;
            if (IsEnd(line))
                open = 0;
        }
        return open > 0 ? $"line {open} says \"{Begin}\", and no line after it says \"{End}\". Add \"// {End}\"." : null;
    }

    /// <summary>The source with each region replaced by the stub, at the indent of its first mark; null stub: removed.</summary>
    public string Replace(string source, string? stub)
    {
        var lines = new List<string>();
        var inside = false;
        foreach (var line in source.Split('\n'))
        {
            if (IsBegin(line))
            {
                inside = true;
                if (stub is not null)
                    lines.Add(line[..^line.TrimStart().Length] + stub);
            }
            else if (IsEnd(line))
            {
                inside = false;
            }
            else if (!inside)
            {
                lines.Add(line);
            }
        }
        return string.Join('\n', lines);
    }

    /// <summary>The lines inside the regions.</summary>
    public IReadOnlyList<string> Lines(string source)
    {
        var lines = new List<string>();
        var inside = false;
        foreach (var line in source.Split('\n'))
        {
            if (IsEnd(line))
                inside = false;
            if (inside)
                lines.Add(line);
            if (IsBegin(line))
                inside = true;
        }
        return lines;
    }

    private bool IsBegin(string line) => line.Contains(Begin, StringComparison.Ordinal);

    private bool IsEnd(string line) => line.Contains(End, StringComparison.Ordinal);
}
