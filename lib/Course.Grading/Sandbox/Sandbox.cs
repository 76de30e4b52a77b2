using System.Diagnostics;

namespace Course.Grading;

/// <summary>How the program inside is started.</summary>
/// <param name="Dotnet">The dotnet program.</param>
/// <param name="Program">course.dll, whose folder the sandbox shows.</param>
/// <param name="Libraries">Folders the lab's libraries lie in.</param>
/// <param name="Folder">Name of the working directory inside: that of the notebook's folder, by which checks choose their language.</param>
public sealed record SandboxedProgram(string Dotnet, string Program, IReadOnlyList<string> Libraries, string Folder)
{
    /// <summary>First argument of the program inside; <see cref="SandboxHost.Serve"/> does the rest.</summary>
    public const string Verb = "sandbox";

    internal IEnumerable<string> Command => [Dotnet, Program, Verb, .. Libraries];
}

/// <summary>Puts submissions into sandboxes of one kind. Made once for a run, because finding out what this machine allows takes a moment.</summary>
public abstract class Sandbox : IDisposable
{
    /// <summary>What a submission is kept from, in a sentence.</summary>
    public abstract string Description { get; }

    /// <summary>The best sandbox of this machine.</summary>
    /// <exception cref="SandboxException">There is none.</exception>
    public static Sandbox Find(SandboxedProgram program, Limits limits) =>
        OperatingSystem.IsLinux()
            ? Bubblewrap.Make(program, limits)
            : throw new SandboxException("Submissions are graded inside bubblewrap, which is for Linux. Grade in a Linux container or virtual machine, " +
                "or, for submissions you trust, add --no-sandbox: their code then runs with your rights.");

    /// <summary>No sandbox: for the teacher's own notebooks, and for submissions somebody has read.</summary>
    public static Sandbox None(SandboxedProgram program, Limits limits) => new NoSandbox(program, limits);

    internal abstract ProcessStartInfo Start();

    public virtual void Dispose() => GC.SuppressFinalize(this);

    private sealed class NoSandbox(SandboxedProgram program, Limits limits) : Sandbox
    {
        public override string Description => "NO SANDBOX: submissions run with your rights, and can read and write what you can.";

        internal override ProcessStartInfo Start()
        {
            var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "course-grade", program.Folder)).FullName;
            var start = new ProcessStartInfo(program.Dotnet, program.Command.Skip(1)) { WorkingDirectory = folder };
            SandboxEnvironment.AddTo(start.Environment, limits);
            return start;
        }
    }
}
