using System.Text.Json.Nodes;

namespace Course.Notebooks.Tests.Lessons;

/// <summary>Every lab is built alike: five to seven exercises graded by tests, one by hand, each with its goal, hints, answer and points.</summary>
public class LabTests
{
    private const string Stub = "throw new NotImplementedException(); // YOUR CODE HERE";

    public static TheoryData<string, string> Labs()
    {
        var labs = new TheoryData<string, string>();
        foreach (var name in Lesson.Names().Select(row => row.Data).Where(name => name.EndsWith("-lab", StringComparison.Ordinal)))
            foreach (var language in new[] { "ko", "en" })
                labs.Add(language, name);
        return labs;
    }

    [Theory]
    [MemberData(nameof(Labs))]
    public void FiveToSevenExercisesAreGradedByTestsAndOneByHand(string language, string name)
    {
        var cells = Lesson.Read(language, name).Cells;
        Assert.InRange(cells.Count(IsTest), 5, 7);
        Assert.Single(cells, IsManual);
        Assert.Equal(20, cells.Where(cell => IsTest(cell) || IsManual(cell)).Sum(cell => (double)Grading(cell)!["points"]!));
    }

    [Theory]
    [MemberData(nameof(Labs))]
    public void GradeIdsAreUnique(string language, string name)
    {
        var ids = Lesson.Read(language, name).Cells.Where(cell => Grading(cell) is not null).Select(cell => (string)Grading(cell)!["grade_id"]!).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(ids, id => Assert.Matches("^[a-z0-9_]+$", id));
    }

    [Theory]
    [MemberData(nameof(Labs))]
    public void EachAnswerIsFollowedByItsTests(string language, string name)
    {
        var graded = Lesson.Read(language, name).Cells.Where(cell => Grading(cell) is not null && !IsManual(cell)).ToList();
        Assert.All(graded.Chunk(2), pair =>
            Assert.Equal((string)Grading(pair[0])!["grade_id"]! + "_tests", (string)Grading(pair[1])!["grade_id"]!));
        Assert.All(graded.Where(IsTest), cell => Assert.True((bool)Grading(cell)!["locked"]!));
    }

    [Theory]
    [MemberData(nameof(Labs))]
    public void EachExerciseHasItsPointsAndTwoHintsInProse(string language, string name)
    {
        var cells = Lesson.Read(language, name).Cells;
        for (var i = 0; i < cells.Count; i++)
            if (IsTest(cells[i]) || IsManual(cells[i]))
            {
                var goal = cells.Take(i).Last(cell => cell.Kind == CellKind.Markdown && Grading(cell) is null && cell.Source.StartsWith("## ", StringComparison.Ordinal)).Source;
                Assert.Equal(2, goal.Split("<details>").Length - 1);
                Assert.Contains($"({Grading(cells[i])!["points"]}{(language == "ko" ? "점" : " point")}", goal.Split('\n')[0]);
            }
    }

    [Theory]
    [MemberData(nameof(Labs))]
    public void AnswersHaveMarkedSolutionsAndTestsHaveHiddenOnes(string language, string name)
    {
        var cells = Lesson.Read(language, name).Cells.Where(cell => Grading(cell) is not null).ToList();
        Assert.All(cells.Where(cell => !IsTest(cell)), cell => Marks(cell, "SOLUTION", 1));
        Assert.All(cells.Where(IsTest), cell => Marks(cell, "HIDDEN TESTS", 1));
        Assert.All(cells.Where(IsTest), cell => Assert.True(
            cell.Source.IndexOf("Check.Passed();", StringComparison.Ordinal) is > 0 and var passed && passed < cell.Source.IndexOf("BEGIN HIDDEN", StringComparison.Ordinal)));
        Assert.All(cells.Where(IsTest), cell => Assert.StartsWith("using Check = global::Course.Vision.Check;", cell.Source));
    }

    [Theory]
    [MemberData(nameof(Labs))]
    public void ReleasedAnswerIsValidCode(string language, string name) =>
        Assert.All(Lesson.Read(language, name).Cells.Where(cell => Grading(cell) is not null && !IsTest(cell) && cell.Kind == CellKind.Code), cell =>
            Assert.Empty(Lesson.Parse(WithoutSolution(cell.Source)).GetDiagnostics()));

    [Theory]
    [MemberData(nameof(Labs))]
    public void SolutionsAreExplainedInComments(string language, string name) =>
        Assert.All(Lesson.Read(language, name).Cells.Where(cell => Grading(cell) is not null && !IsTest(cell) && cell.Kind == CellKind.Code), cell =>
            Assert.Contains("    // ", cell.Source[cell.Source.IndexOf("BEGIN SOLUTION", StringComparison.Ordinal)..cell.Source.LastIndexOf("// END SOLUTION", StringComparison.Ordinal)].TrimEnd(' ')));

    private static void Marks(Cell cell, string kind, int atLeast)
    {
        var (begins, ends) = (cell.Source.Split("BEGIN " + kind).Length - 1, cell.Source.Split("END " + kind).Length - 1);
        Assert.True(begins >= atLeast && begins == ends, $"cell {cell.Id}: {begins} times BEGIN {kind}, {ends} times END {kind}");
    }

    private static string WithoutSolution(string source)
    {
        var (lines, inside) = (new List<string>(), false);
        foreach (var line in source.Split('\n'))
        {
            if (line.Contains("BEGIN SOLUTION", StringComparison.Ordinal)) lines.Add(Stub);
            inside = line.Contains("BEGIN SOLUTION", StringComparison.Ordinal) || (inside && !line.Contains("END SOLUTION", StringComparison.Ordinal));
            if (!inside && !line.Contains("END SOLUTION", StringComparison.Ordinal)) lines.Add(line);
        }
        return string.Join('\n', lines);
    }

    private static bool IsTest(Cell cell) => Grading(cell) is { } data && (bool)data["grade"]! && !(bool)data["solution"]!;

    private static bool IsManual(Cell cell) => Grading(cell) is { } data && (bool)data["grade"]! && (bool)data["solution"]!;

    private static JsonNode? Grading(Cell cell) => cell.Metadata["nbgrader"];
}
