using System.Text.Json.Nodes;
using Course.Notebooks;

namespace Course.Grading.Tests;

/// <summary>
/// Graders for tests: the real command with short limits, in the real sandbox where this machine has one. What most tests hand in
/// is the kit's own, and they run without it elsewhere; a test of the sandbox, or of an attack, asks for bubblewrap.
/// </summary>
internal static class Grading
{
    /// <summary>What `course grade` is told besides.</summary>
    public static string[] Options { get; } = Requires.HasBubblewrap ? [] : ["--no-sandbox"];

    public static Limits Limits { get; } = Limits.Default with { Cell = TimeSpan.FromSeconds(6), Total = TimeSpan.FromSeconds(90), MemoryMiB = 1536, DiskMiB = 16 };

    public static Sandbox Sandbox(IReadOnlyList<string> libraries, string folder) => Sandbox(libraries, folder, Limits);

    public static Sandbox Sandbox(IReadOnlyList<string> libraries, string folder, Limits limits) => Requires.HasBubblewrap
        ? Course.Grading.Sandbox.Find(Program(libraries, folder), limits)
        : Course.Grading.Sandbox.None(Program(libraries, folder), limits);

    public static SandboxedProgram Program(IReadOnlyList<string> libraries, string folder) =>
        new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? Dotnet(), Repository.Path("lib", "Course.Cli", "bin", "course.dll"), libraries, folder);

    public static IReadOnlyList<GradeResult> Grade(Lab lab, string output, IReadOnlyList<SubmissionFile> files, int jobs = 2)
    {
        using var run = new GradeRun(lab, new GradeOptions(output, jobs, Limits), Sandbox);
        run.Run(files);
        return new ResultFolder(output).All();
    }

    /// <summary>The solutions of a lab, as answers.</summary>
    public static Dictionary<string, string> Solutions(Lab lab) => lab.Answers.ToDictionary(cell => cell.GradeId, cell => cell.Cell.Source);

    /// <summary>A submission as a learner hands it in: the released notebook with these answers.</summary>
    public static byte[] Submission(string lab, IReadOnlyDictionary<string, string> answers, Action<Notebook>? change = null)
    {
        var notebook = ReleaseSteps.Release(Notebook.Read(lab), Path.GetFileNameWithoutExtension(lab));
        foreach (var cell in notebook.Cells)
            if ((string?)(cell.Metadata["nbgrader"] as JsonObject)?["grade_id"] is { } id && answers.TryGetValue(id, out var answer)) cell.Source = answer;
        change?.Invoke(notebook);
        return notebook.ToBytes();
    }

    public static SubmissionFile File(string student, byte[] bytes) => new(student, student + ".ipynb", () => bytes);

    private static string Dotnet() => Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path
        : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "dotnet"));
}

/// <summary>A folder that is gone when the test is over.</summary>
internal sealed class Scratch : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("course grading ü").FullName;

    public string Path(params string[] parts) => System.IO.Path.Combine([Folder, .. parts]);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

internal static class Results
{
    public static double? Score(this GradeResult result, string exercise) => result.Exercises.Single(one => one.GradeId == exercise).Score;
}
