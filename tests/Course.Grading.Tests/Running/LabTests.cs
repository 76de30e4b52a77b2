namespace Course.Grading.Tests;

/// <summary>
/// The course's own labs in the sandbox: what they give for the solution, the stub, and answers that are half right. In English, for the
/// Korean ones have the same cells; `course release` proves them in both languages, on machines without a sandbox too (DocumentTests).
/// </summary>
public sealed class LabTests : IDisposable
{
    private readonly Scratch scratch = new();

    public static TheoryData<string> Labs => [.. Directory.EnumerateFiles(Repository.Path("notebooks", "en"), "*-lab.ipynb")
        .Concat([Repository.TinyLab("en"), Repository.TinyLab("ko")]).Select(path => Path.GetRelativePath(Repository.Root, path)).Order(StringComparer.Ordinal)];

    public void Dispose() => scratch.Dispose();

    [Theory, MemberData(nameof(Labs))]
    public void SolutionScoresEverythingAndReleasedStubNothing(string path)
    {
        Requires.Bubblewrap();
        LabProof.Run(Lab.Read(Repository.Path(path)), Patient, Grading.Program);
    }

    [Theory, MemberData(nameof(Labs))]
    public void AnswersThatLeaveScoreNothing(string path)
    {
        var lab = Lab.Read(Repository.Path(path));
        var answers = lab.Answers.ToDictionary(cell => cell.GradeId, cell => cell.Cell.Kind == Notebooks.CellKind.Code ? "Environment.Exit(0);" : "?");
        var result = Grade(lab, Grading.Submission(Repository.Path(path), answers));
        Assert.Equal(0, result.Score);
        Assert.Null(result.Fault);
    }

    [Fact]
    public void HalfRightAnswersOfLab51GetExactlyTheirPoints()
    {
        var path = Repository.Path("notebooks", "en", "5.1-lab.ipynb");
        var lab = Lab.Read(path);
        var files = HalfRight.OfLab51.Select((half, i) =>
            Grading.File($"{i}", Grading.Submission(path, new Dictionary<string, string>(Grading.Solutions(lab)) { [half.Answer] = half.Code }))).ToList();
        var results = Grading.Grade(lab, scratch.Folder, files);
        Assert.Equal(
            HalfRight.OfLab51.Select(half => $"{half.What}: {half.Points}"),
            HalfRight.OfLab51.Select((half, i) => $"{half.What}: {results.Single(result => result.Student == $"{i}").Score(half.Answer + "_tests")}"));
        var others = lab.Exercises.Where(exercise => !exercise.ByHand).Sum(exercise => exercise.Points);
        Assert.All(HalfRight.OfLab51.Select((half, i) => (half, i)), pair => Assert.Equal(
            others - lab.Exercises.Single(exercise => exercise.GradeId == pair.half.Answer + "_tests").Points + pair.half.Points,
            results.Single(result => result.Student == $"{pair.i}").Score));
    }

    private static Limits Patient { get; } = Limits.Default with { Cell = TimeSpan.FromMinutes(10), Total = TimeSpan.FromHours(1) };

    private GradeResult Grade(Lab lab, byte[] submission) => Grading.Grade(lab, scratch.Folder, [Grading.File("one", submission)])[0];
}
