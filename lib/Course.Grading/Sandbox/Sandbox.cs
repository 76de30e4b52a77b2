using System.Diagnostics;

namespace Course.Grading;

/// <summary>How the program inside is started.</summary>
/// <param name="Dotnet">The dotnet program.</param>
/// <param name="Program">course.dll, whose folder the sandbox shows.</param>
/// <param name="Libraries">Folders the lab's libraries lie in.</param>
/// <param name="Folder">Name of the working directory inside: that of the notebook's folder, by which checks choose their
/// language.</param>
public sealed record SandboxedProgram(string Dotnet, string Program, IReadOnlyList<string> Libraries, string Folder)
{
    /// <summary>First argument of the program inside; <see cref="SandboxHost.Serve"/> does the rest.</summary>
    public const string Verb = "sandbox";

    internal IEnumerable<string> Command => [Dotnet, Program, Verb, .. Libraries];
}

/// <summary>The program that grades, of which it starts others: to compile, and to run.</summary>
/// <param name="Dotnet">The dotnet program.</param>
/// <param name="Program">course.dll.</param>
/// <param name="NoSandbox">For submissions that are trusted.</param>
/// <param name="OwnLabs">It runs the teacher's own notebooks: where this machine has no sandbox, none is needed.</param>
public sealed record GraderProgram(string Dotnet, string Program, bool NoSandbox = false, bool OwnLabs = false)
{
    /// <summary>First argument of a compiler; <see cref="CompilerHost.Serve"/> does the rest.</summary>
    public const string CompilerVerb = "compile";

    internal Sandbox Sandbox(Lab lab, IReadOnlyList<string> libraries, Limits limits)
    {
        var program = new SandboxedProgram(Dotnet, Program, libraries, Path.GetFileName(lab.Folder));
        try
        {
            return NoSandbox ? new NoSandbox(program, limits) : Bubblewrap.Make(program, limits);
        }
        catch (CourseException) when (OwnLabs)
        {
            return new NoSandbox(program, limits);
        }
    }

    internal ProcessStartInfo Compiler(Lab lab, Limits limits)
    {
        var start = new ProcessStartInfo(Dotnet, [Program, CompilerVerb, lab.File]) { WorkingDirectory = lab.Folder };
        SandboxEnvironment.AddTo(start.Environment, limits);
        return start;
    }
}

/// <summary>
/// Puts submissions into sandboxes of one kind. Made once for a run, because finding out what this machine allows takes a moment.
/// </summary>
internal abstract class Sandbox(SandboxedProgram program, Limits limits) : IDisposable
{
    protected SandboxedProgram Program => program;

    protected Limits Limits => limits;

    /// <summary>Root's rights are the least of what learners should have: the program inside is another user then.</summary>
    protected bool DropsRoot { get; init; }

    /// <summary>What a submission is kept from, in a sentence.</summary>
    public abstract string Description { get; }

    public abstract ProcessStartInfo Start();

    /// <summary>
    /// Options of setpriv: a user that owns nothing, and no way back. Each submission is another user, for the kernel counts
    /// processes by user: the limit of one must not be used up by its neighbours.
    /// </summary>
    protected static string[] Nobody()
    {
        var user = firstUser + (int)((uint)Interlocked.Increment(ref users) % manyUsers);
        return [$"--reuid={user}", $"--regid={user}", "--clear-groups", "--no-new-privs", "--bounding-set=-all",
            "--inh-caps=-all"];
    }

    private const int firstUser = 20_000, manyUsers = 40_000;
    private static int users = Random.Shared.Next(manyUsers); // another grader on this machine begins elsewhere

    /// <summary>prlimit and what it limits; the program follows.</summary>
    protected string[] Resources() =>
    [
        Real(OnPath("prlimit")!), $"--data={(long)limits.MemoryMiB << 20}", $"--nproc={Limits.MostThreads}",
        $"--fsize={(long)limits.DiskMiB << 20}", $"--cpu={(long)Math.Ceiling(2 * limits.Total.TotalSeconds)}", "--nofile=256",
        "--core=0", "--",
    ];

    protected static string Real(string path) => new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;

    protected static string? OnPath(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin").Split(':')
        .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    public virtual void Dispose()
    {
    }
}

/// <summary>No sandbox: for the teacher's own notebooks, and for submissions somebody has read.</summary>
internal sealed class NoSandbox : Sandbox
{
    // A container without namespaces still knows other users.
    public NoSandbox(SandboxedProgram program, Limits limits) : base(program, limits)
    {
        DropsRoot = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess
            && new[] { "setpriv", "prlimit" }.All(name => OnPath(name) is not null);
        DropsRoot = DropsRoot && Answers(); // a kit below /root is for nobody else
    }

    public override string Description => DropsRoot
        ? "NO SANDBOX: submissions run as a user without rights, with the network, and read every file that user can read."
        : "NO SANDBOX: submissions run with your rights, and can read and write what you can.";

    public override ProcessStartInfo Start()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "course-grade", Program.Folder)).FullName;
        string[] command = [.. DropsRoot ? [OnPath("setpriv")!, .. Nobody(), .. Resources()]
            : Array.Empty<string>(), .. Program.Command];
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { WorkingDirectory = folder };
        SandboxEnvironment.AddTo(start.Environment, Limits);
        return start;
    }

    // Without a request the program inside ends at once, and well.
    private bool Answers()
    {
        var start = Start();
        start.RedirectStandardInput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process.StandardError.ReadToEnd().Length == 0 && process.WaitForExit(20_000) && process.ExitCode == 0;
    }
}
