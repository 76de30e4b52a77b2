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
        if (NoSandbox)
            return Grading.Sandbox.None(program, limits);
        try
        {
            return Grading.Sandbox.Find(program, limits);
        }
        catch (CourseException) when (OwnLabs)
        {
            return Grading.Sandbox.None(program, limits);
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
public abstract class Sandbox : IDisposable
{
    /// <summary>What a submission is kept from, in a sentence.</summary>
    public abstract string Description { get; }

    /// <summary>The best sandbox of this machine.</summary>
    /// <exception cref="CourseException">There is none.</exception>
    public static Sandbox Find(SandboxedProgram program, Limits limits) =>
        OperatingSystem.IsLinux()
            ? Bubblewrap.Make(program, limits)
            : throw new CourseException(
            "Submissions are graded inside bubblewrap, which is for Linux. Grade in a Linux container or virtual machine, " +
                "or, for submissions you trust, add --no-sandbox: their code then runs with your rights.");

    /// <summary>No sandbox: for the teacher's own notebooks, and for submissions somebody has read.</summary>
    public static Sandbox None(SandboxedProgram program, Limits limits) => new NoSandbox(program, limits);

    internal abstract ProcessStartInfo Start();

    /// <summary>
    /// Options of setpriv: a user that owns nothing, and no way back. Each submission is another user, for the kernel counts
    /// processes by user: the limit of one must not be used up by its neighbours.
    /// </summary>
    internal static string[] Nobody()
    {
        var user = firstUser + (int)((uint)Interlocked.Increment(ref users) % manyUsers);
        return [$"--reuid={user}", $"--regid={user}", "--clear-groups", "--no-new-privs", "--bounding-set=-all",
            "--inh-caps=-all"];
    }

    private const int firstUser = 20_000, manyUsers = 40_000;
    private static int users = Random.Shared.Next(manyUsers); // another grader on this machine begins elsewhere

    /// <summary>prlimit and what it limits; the program follows.</summary>
    internal static string[] Resources(Limits limits) =>
    [
        Real(OnPath("prlimit")!), $"--data={(long)limits.MemoryMiB << 20}", $"--nproc={Limits.MostThreads}",
        $"--fsize={(long)limits.DiskMiB << 20}",
        $"--cpu={(long)Math.Ceiling(limits.Total.TotalSeconds * Math.Max(2, limits.Threads))}", "--nofile=256", "--core=0", "--",
    ];

    internal static string Real(string path) => new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;

    internal static string? OnPath(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin").Split(':')
        .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    public virtual void Dispose() => GC.SuppressFinalize(this);

    // Root's rights are the least of what learners should have: a container without namespaces still knows other users.
    private sealed class NoSandbox : Sandbox
    {
        private readonly SandboxedProgram program;
        private readonly Limits limits;
        private readonly bool dropsRoot;

        public NoSandbox(SandboxedProgram program, Limits limits)
        {
            (this.program, this.limits) = (program, limits);
            dropsRoot = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess
                && new[] { "setpriv", "prlimit" }.All(name => OnPath(name) is not null);
            if (dropsRoot && !Answers()) // a kit below /root is for nobody else
                dropsRoot = false;
        }

        public override string Description => dropsRoot
            ? "NO SANDBOX: submissions run as a user without rights, with the network, and read every file that user can read."
            : "NO SANDBOX: submissions run with your rights, and can read and write what you can.";

        internal override ProcessStartInfo Start()
        {
            var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "course-grade", program.Folder)).FullName;
            string[] command = [.. dropsRoot ? [OnPath("setpriv")!, .. Nobody(), .. Resources(limits)]
                : Array.Empty<string>(), .. program.Command];
            var start = new ProcessStartInfo(command[0], command.Skip(1)) { WorkingDirectory = folder };
            SandboxEnvironment.AddTo(start.Environment, limits);
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
}
