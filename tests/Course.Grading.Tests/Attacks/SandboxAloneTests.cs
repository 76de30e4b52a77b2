namespace Course.Grading.Tests;

/// <summary>Grades answers to the small lab as if the compiler's rules had let them through.</summary>
public sealed class TinyGrader : IDisposable
{
    private readonly Lazy<Grader> grader;

    public TinyGrader() : this(Grading.Program)
    {
    }

    internal TinyGrader(GraderProgram program) => grader = new(() => new(Lab, program, Grading.Limits));

    internal Lab Lab { get; } = Lab.Read(Repository.TinyLab("en"));

    public void Dispose()
    {
        if (grader.IsValueCreated)
            grader.Value.Dispose();
    }

    internal IReadOnlyList<ExerciseResult> Grade(IReadOnlyDictionary<string, string> answers) =>
        grader.Value.Grade(answers, trusted: true);
}

/// <summary>
/// The second wall: the same attacks, run as if the compiler's rules had let them through. Only the sandbox, the limits and the secrets
/// stand between them and points.
/// </summary>
public sealed class SandboxAloneTests : IClassFixture<TinyGrader>
{
    private readonly TinyGrader tiny;

    public SandboxAloneTests(TinyGrader tiny)
    {
        Requires.Bubblewrap();
        this.tiny = tiny;
    }

    public static TheoryData<string> Names => [.. AttackFile.All.Where(attack => attack.SandboxStopsIt).Select(attack => attack.Name)];

    [Theory, MemberData(nameof(Names))]
    public void AttackThatNobodyRefusedScoresZero(string name)
    {
        var attack = AttackFile.All.Single(attack => attack.Name == name);
        var exercises = tiny.Grade(attack.Answers(tiny.Lab));
        var target = exercises.Single(exercise => exercise.GradeId == attack.Exercise);
        Assert.True(target.Score == 0, $"{target.Score}: {target.Message} {target.TeacherMessage}");
    }

    [Theory]
    [InlineData("System.IO.Directory.GetFileSystemEntries(\"/\").Length")]
    [InlineData("System.IO.File.ReadAllText(\"/proc/self/status\").Split('\\n').First(line => line.StartsWith(\"CapEff\")).Length")]
    public void CodeInsideDoesRun(string expression) => Assert.Contains("seen:", Printed(expression));

    [Theory]
    [InlineData("new[] { \"/root\", \"/home\", \"/var\", \"/etc/passwd\", \"/usr/bin/env\", \"/usr/share/doc\" }.Any(System.IO.Path.Exists)", "seen: False")]
    [InlineData("System.IO.Directory.GetFileSystemEntries(\"/tmp\").Single(path => !\"KIT/\".StartsWith(path + \"/\"))", "seen: /tmp/en")]
    [InlineData("System.IO.File.Exists(\"/bin/sh\") || System.IO.File.Exists(\"/usr/bin/sh\")", "seen: False")]
    [InlineData("System.IO.File.ReadAllText(\"/proc/self/status\").Contains(\"CapEff:\\t0000000000000000\")", "seen: True")]
    [InlineData("System.Diagnostics.Process.GetProcesses().Length <= 3", "seen: True")]
    [InlineData("Environment.GetEnvironmentVariable(\"PATH\") ?? \"none\"", "seen: none")]
    [InlineData("System.Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces().Length", "failed")]
    [InlineData("System.IO.Directory.CreateDirectory(\"/usr/lib/x\").Exists", "failed")]
    [InlineData("System.IO.Directory.CreateDirectory(\"/dev/x\").Exists", "failed")]
    [InlineData("System.IO.Directory.CreateDirectory(\"/x\").Exists", "failed")]
    [InlineData("System.Diagnostics.Process.Start(\"/usr/bin/prlimit\").Id", "failed")]
    [InlineData("new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp).Handle", "failed")]
    public void NothingOfTheMachineIsInside(string expression, string expected) => Assert.StartsWith(expected, Printed(expression.Replace("KIT", Repository.Root, StringComparison.Ordinal)));

    [Fact]
    public void KitBelowTheTemporaryFolderIsNotHidden()
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch.Path("bin")); // the temporary folder itself is its owner's alone
        foreach (var file in Directory.EnumerateFiles(Repository.Path("lib", "Course.Cli", "bin")))
            File.Copy(file, scratch.Path("bin", Path.GetFileName(file)));
        using var there = new TinyGrader(Grading.Program with { Program = scratch.Path("bin", "course.dll") });
        Assert.All(there.Grade(Grading.Solutions(tiny.Lab)).Where(exercise => exercise.Score is not null),
            exercise => Assert.Equal(exercise.Points, exercise.Score));
    }

    [Fact]
    public void OfTheKitOnlyTheProgramAndTheLibraryAreInside()
    {
        var root = Repository.Root;
        Assert.StartsWith("seen: lib\n", Printed($"string.Join(' ', System.IO.Directory.GetFileSystemEntries(\"{root}\").Select(path => System.IO.Path.GetFileName(path)))"));
        Assert.StartsWith("seen: Course.Cli Course.Vision\n",
            Printed($"string.Join(' ', System.IO.Directory.GetFileSystemEntries(\"{root}/lib\").Select(path => System.IO.Path.GetFileName(path)).Order())"));
    }

    private string Printed(string expression)
    {
        var answers = Grading.Solutions(tiny.Lab);
        answers["mean-answer"] += $$"""

            try { Console.WriteLine("seen: " + ({{expression}})); } catch (Exception e) { Console.WriteLine("failed: " + e.Message); }
            """;
        var result = tiny.Grade(answers).Single(exercise => exercise.GradeId == "mean");
        return result.Answers[0].Output + result.Answers[0].Error;
    }
}
