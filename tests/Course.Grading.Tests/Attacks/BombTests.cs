namespace Course.Grading.Tests;

/// <summary>All bombs in one run, among honest neighbours.</summary>
public sealed class BombedRun : IDisposable
{
    private readonly Scratch scratch = new();

    public BombedRun()
    {
        if (!Requires.HasBubblewrap)
            return; // and each test says so
        var lab = Lab.Read(Repository.TinyLab("en"));
        var files = Bombs.All.SelectMany((bomb, i) => new[]
        {
            Grading.File(bomb.Key, Grading.Submission(lab.File, new Dictionary<string, string>(Grading.Solutions(lab)) { ["size-answer"] = bomb.Value })),
            Grading.File($"honest{i}", Grading.Submission(lab.File, Grading.Solutions(lab))),
        }.Take(i % 8 == 0 ? 2 : 1)).ToList();
        using var ended = new CancellationTokenSource();
        var watching = Task.Run(() => Watch(ended.Token));
        using (var run = new GradeRun(lab, new GradeOptions(scratch.Folder, 2, Limits), Grading.Program)) run.Run(files);
        ended.Cancel();
        watching.Wait();
        Results = new ResultFolder(scratch.Folder).All();
        Reports.Write(lab, scratch.Folder, Results);
    }

    public static Limits Limits => Grading.Limits with { Compiling = TimeSpan.FromSeconds(2) };

    public IReadOnlyList<GradeResult> Results { get; } = [];

    /// <summary>Most memory of a process that the grader had started, in MiB.</summary>
    public long Memory { get; private set; }

    public bool HasFeedback(string student) => File.Exists(scratch.Path("feedback", ResultFolder.FileName(student) + ".html"));

    public void Dispose() => scratch.Dispose();

    private static int[] Children()
    {
        try
        {
            return [.. ProcessTree.Children(Environment.ProcessId)];
        }
        catch (IOException)
        {
            return []; // a thread ended while it was looked at
        }
    }

    private void Watch(CancellationToken ended)
    {
        while (!ended.WaitHandle.WaitOne(100))
            foreach (var child in Children()) Memory = Math.Max(Memory, ProcessTree.MemoryOf(child) >> 20);
    }
}

/// <summary>No answer stops the grader, takes the points of another, or keeps the machine busy for long.</summary>
[Collection(nameof(Alone))]
public sealed class BombTests : IClassFixture<BombedRun>
{
    private readonly BombedRun run;

    public BombTests(BombedRun run)
    {
        Requires.Bubblewrap();
        this.run = run;
    }

    public static TheoryData<string> Names => [.. Bombs.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void BombCostsItsExerciseAndNoMoreThanHalfAMinute(string name)
    {
        var result = run.Results.Single(result => result.Student == name);
        Assert.Null(result.Fault);
        Assert.Equal([0, 3, 1], new[] { "size", "smooth", "mean" }.Select(exercise => result.Score(exercise)));
        Assert.NotEmpty(result.Exercises[0].Message);
        Assert.InRange(result.Seconds, 0, 30);
        Assert.True(run.HasFeedback(name));
    }

    [Fact]
    public void NeighboursGetTheirPoints() =>
        Assert.All(run.Results.Where(result => result.Student.StartsWith("honest", StringComparison.Ordinal)), result => Assert.Equal(6, result.Score));

    [Fact]
    public void MemoryHasABound() => Assert.InRange(run.Memory, 1, BombedRun.Limits.MemoryMiB + 200);

    [Fact]
    public void LearnerIsToldInTheirLanguageThatItTookTooLong()
    {
        using var scratch = new Scratch();
        var lab = Lab.Read(Repository.TinyLab("ko"));
        var answers = new Dictionary<string, string>(Grading.Solutions(lab)) { ["mean-answer"] = Bombs.All["overloaded-lambdas"] };
        var result = Assert.Single(Grading.Grade(lab, scratch.Folder, [Grading.File("kim", Grading.Submission(lab.File, answers))]));
        Assert.Contains("컴파일하는 데 시간이 너무 오래", result.Exercises.Single(exercise => exercise.GradeId == "mean").Message);
    }
}
