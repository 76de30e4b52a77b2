using System.Text.Json.Nodes;

namespace Course.Grading.Tests;

/// <summary>What other systems read, from results made by hand.</summary>
public sealed class FormatTests : IDisposable
{
    private readonly Scratch scratch = new();
    private readonly Lab lab = Lab.Read(Repository.TinyLab("en"));

    public FormatTests() => Reports.Write(lab, scratch.Folder,
    [
        Result("kim", Exercise("size", 2, 2, Outcome.Passed), Exercise("smooth", 3, 4.0 / 3, Outcome.Partial), Exercise("why", 2, null, Outcome.ByHand)),
        Result("=cmd|' /C calc'!A0, \"x\"", Exercise("size", 2, 0, Outcome.Failed)),
        Result("김민수", Exercise("size", 2, 2, Outcome.Passed)) with { Fault = "<script>alert(1)</script>" },
    ]);

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void NbgraderCsvHasElevenColumns()
    {
        var lines = File.ReadAllLines(scratch.Path("nbgrader.csv"));
        Assert.Equal("assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,late_submission_penalty,score,max_score", lines[0]);
        Assert.Equal("tiny-lab,,2026-11-25 08:00:00,kim,,,,3.3333,0.0,3.3333,8", lines[1]);
        Assert.All(Csv.Read(File.ReadAllText(scratch.Path("nbgrader.csv"))), row => Assert.Equal(11, row.Count));
    }

    [Fact]
    public void NameThatIsAFormulaStaysText()
    {
        Assert.Contains("\"'=cmd|", File.ReadAllText(scratch.Path("canvas.csv")));
        Assert.Equal("=cmd|' /C calc'!A0, \"x\"", Csv.Read(File.ReadAllText(scratch.Path("nbgrader.csv")))[2][3]);
    }

    [Fact]
    public void GradescopeHasAScoreEverywhereAndKnownVisibilities()
    {
        var result = Json("gradescope", "kim");
        Assert.Equal(3.3333, (double)result["score"]!);
        Assert.Equal(3, result["tests"]!.AsArray().Count);
        Assert.All(result["tests"]!.AsArray(), test => Assert.Contains((string)test!["visibility"]!, (string[])["visible", "hidden", "after_due_date", "after_published"]));
        Assert.True((double)result["tests"]![1]!["score"]! <= (double)result["tests"]![1]!["max_score"]!);
    }

    [Fact]
    public void Classroom50HasWholeScoresThatAddUpAndNoOtherProperties()
    {
        var result = Json("classroom50", "kim");
        string[] required = ["schema", "classroom", "assignment", "assignment_type", "owner", "submission", "commit", "release", "review", "datetime", "score", "max-score", "tests"];
        Assert.Empty(required.Except(result.AsObject().Select(entry => entry.Key)));
        Assert.Empty(result.AsObject().Select(entry => entry.Key).Except([.. required, "graded_at", "submitted_by"]));
        Assert.Equal("classroom50/result/v1", (string)result["schema"]!);
        Assert.StartsWith("submit/", (string)result["submission"]!);
        Assert.Equal((333, 700), ((int)result["score"]!, (int)result["max-score"]!));
        Assert.Equal((int)result["score"]!, result["tests"]!.AsArray().Sum(test => (int)test!["score"]!));
        Assert.All(result["tests"]!.AsArray(), test => Assert.Equal(["max-score", "passed", "score", "test-name"], test!.AsObject().Select(entry => entry.Key).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void CanvasHasTheRowOfPossiblePoints()
    {
        var lines = File.ReadAllLines(scratch.Path("canvas.csv"));
        Assert.Equal("    Points Possible,,,,,8", lines[1]);
        Assert.Equal("kim,,,kim,,3.3333", lines[2]);
    }

    [Fact]
    public void PagesEscapeWhatLearnersWrite()
    {
        var overview = File.ReadAllText(scratch.Path("index.html"));
        Assert.DoesNotContain("<script>alert", overview);
        Assert.Contains("&lt;script&gt;alert", overview);
        Assert.All(Directory.EnumerateFiles(scratch.Path("feedback")), page => Assert.DoesNotContain("<script>alert", File.ReadAllText(page)));
    }

    [Fact]
    public void ResultSurvivesTheRoundTrip()
    {
        var result = Result("kim", Exercise("size", 2, 2, Outcome.Passed));
        Assert.Equal(result.ToJson(), GradeResult.FromJson(result.ToJson()).ToJson());
    }

    [Theory]
    [InlineData(null, 2, 2)]
    [InlineData(0.5, 2, 0.5)]
    [InlineData(-1.0, 2, 0)]
    [InlineData(100.0, 2, 2)]
    [InlineData(double.NaN, 2, 0)]
    [InlineData(double.PositiveInfinity, 2, 2)]
    public void CreditIsBetweenNoneAndAll(double? number, double points, double expected) => Assert.Equal(expected, Scoring.Credit(number, points));

    [Fact]
    public void RenamedCopyIsSimilarAndTheSolutionIsNot()
    {
        const string one = "int Total(int[] numbers) { var sum = 0; foreach (var number in numbers) { if (number % 3 == 0) sum += number * 2; else sum -= number; while (sum > 100) sum /= 7; } return sum; }";
        var copy = one.Replace("Total", "Sum", StringComparison.Ordinal).Replace("number", "n", StringComparison.Ordinal).Replace(" { ", "\n{\n", StringComparison.Ordinal);
        var results = new[] { With("a", one), With("b", copy), With("c", lab.Answers.First().Cell.Source), With("d", lab.Answers.First().Cell.Source) };
        var pair = Assert.Single(Similarity.Find(lab, results));
        Assert.Equal(("a", "b"), (pair.One, pair.Other));
    }

    private JsonNode Json(string folder, string student) => JsonNode.Parse(File.ReadAllText(scratch.Path(folder, ResultFolder.FileName(student) + ".json")))!;

    private static GradeResult With(string student, string code) =>
        Result(student, Exercise("size", 2, 2, Outcome.Passed) with { Answers = [new("size-answer", code, true, "", null)] });

    private static ExerciseResult Exercise(string id, double points, double? score, Outcome outcome) =>
        new(id, $"Exercise {id}", points) { Score = score, Outcome = outcome };

    private static GradeResult Result(string student, params ExerciseResult[] exercises) => new(student, "tiny-lab", "en", student + ".ipynb")
    {
        Exercises = exercises,
        MaximumScore = 8,
        Submitted = new DateTimeOffset(2026, 11, 25, 8, 0, 0, TimeSpan.Zero),
    };
}
