using System.Diagnostics;

namespace Course.Grading;

/// <summary>
/// Submissions inside bubblewrap: own process, network, host and message namespaces; only the runtime and the libraries, read
/// only; a temporary folder in memory; a filter of system calls; resource limits. As root the program inside is a user
/// that owns nothing; otherwise a user namespace makes it the same user without rights.
/// </summary>
internal sealed class Bubblewrap : Sandbox
{
    private const int nobody = 65534;
    private const int filterDescriptor = 9;

    private readonly string? filter;

    private Bubblewrap(SandboxedProgram program, Limits limits, bool dropsRoot) : base(program, limits)
    {
        DropsRoot = dropsRoot;
        if (Seccomp.Filter() is not { } bytes)
            return;
        filter = Path.Combine(Path.GetTempPath(), $"course-seccomp-{Guid.NewGuid():n}.bpf");
        File.WriteAllBytes(filter, bytes);
    }

    public override string Description =>
        $"bubblewrap: {(DropsRoot ? "another user" : "this user without rights")}, no network, {Limits.MemoryMiB} MiB of "
        + "memory, " +
        $"{Limits.Cell.TotalSeconds:0} s a cell{(filter is null ? ", no filter of system calls on this processor" : "")}.";

    /// <exception cref="CourseException">This machine can't make one.</exception>
    public static Bubblewrap Make(SandboxedProgram program, Limits limits)
    {
        if (!OperatingSystem.IsLinux())
            throw new CourseException(
                "Submissions are graded inside bubblewrap, which is for Linux. Grade in a Linux container or virtual machine, " +
                "or, for submissions you trust, add --no-sandbox: their code then runs with your rights.");
        if (OnPath("bwrap") is null || OnPath("prlimit") is null)
            throw new CourseException(
                "Submissions are graded inside bubblewrap, and this machine has no bwrap (or no prlimit). Install them: " +
                "apt-get install bubblewrap util-linux. For submissions you trust there is --no-sandbox: their code then runs "
                + "with your rights.");
        var faults = new List<string>();
        foreach (var dropsRoot in Environment.UserName == "root"
            || Environment.IsPrivilegedProcess ? new[] { true, false } : [false])
        {
            var found = new Bubblewrap(program, limits, dropsRoot);
            if (found.Fault() is not { } fault)
                return found;
            faults.Add(fault);
            found.Dispose();
        }
        throw new CourseException(
            $"bubblewrap is here but can't make a sandbox: {string.Join("; ", faults)} In a container, allow user namespaces " +
            "(docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined, or --cap-add SYS_ADMIN); on "
            + "Ubuntu 24.04, " +
            "sysctl kernel.apparmor_restrict_unprivileged_userns=0. For submissions you trust there is --no-sandbox: their code "
            + "then runs with your rights.");
    }

    public override ProcessStartInfo Start() => Around(Program.Command);

    public override void Dispose()
    {
        if (filter is not null)
            File.Delete(filter);
        base.Dispose();
    }

    private ProcessStartInfo Around(IEnumerable<string> command)
    {
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        // The shell only opens the filter's file and becomes bubblewrap.
        string[] opening = filter is null ? ["-c", "exec \"$@\"", "sh"]
            : ["-c", $"exec \"$@\" {filterDescriptor}<\"$0\"", filter];
        foreach (var word in opening.Concat([OnPath("bwrap")!]).Concat(Arguments()).Concat(Inside())
            .Concat(command)) start.ArgumentList.Add(word);
        return start;
    }

    private IEnumerable<string> Arguments()
    {
        string[] spaces = ["--die-with-parent", "--new-session", "--unshare-pid", "--unshare-net", "--unshare-ipc",
            "--unshare-uts", "--unshare-cgroup-try",
            "--hostname", "sandbox", "--cap-drop", "ALL"];
        string[] user = DropsRoot
            ? ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_SETPCAP"] // until setpriv has used them
            : ["--unshare-user", "--uid", $"{nobody}", "--gid", $"{nobody}"];
        var environment = SandboxEnvironment.Values(Limits).SelectMany(entry => new[] { "--setenv", entry.Key, entry.Value });
        string[] folders = ["--proc", "/proc", "--dev", "/dev", "--perms", "1777", "--size", $"{(long)Limits.DiskMiB << 20}",
            "--tmpfs", "/tmp", "--perms", "1777", "--dir", $"/tmp/{Program.Folder}"];
        string[] end = ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", $"/tmp/{Program.Folder}"];
        // The folders first: a kit that lies below /tmp is shown inside the empty /tmp, not hidden by it.
        return [.. spaces, .. user, "--clearenv", .. environment, .. folders, .. Shown(), .. filter is null ? []
            : new[] { "--seccomp", $"{filterDescriptor}" }, .. end, "--"];
    }

    // Everything else of the machine does not exist inside: no shell, no other program, no home, no submissions.
    private IEnumerable<string> Shown()
    {
        var files = new[] { "prlimit", "setpriv" }.Select(OnPath).OfType<string>().Select(Real).Append("/etc/ld.so.cache")
            .Where(File.Exists);
        var folders =
            new[] { "/usr/lib", "/usr/lib64", "/lib", "/lib64" }.Where(folder => Directory.Exists(folder) && !IsLink(folder))
            .Append(Path.GetDirectoryName(Real(Program.Dotnet))!).Append(Path.GetDirectoryName(Program.Program)!)
            .Concat(Program.Libraries);
        var shown = files.Concat(folders).Distinct().ToList();
        var parents = shown.SelectMany(Parents).Distinct().Order(StringComparer.Ordinal);
        var links = new[] { "/lib", "/lib64" }.Where(IsLink);
        return parents.SelectMany(parent => new[] { "--perms", "0755", "--dir", parent })
            .Concat(shown.SelectMany(path => new[] { "--ro-bind", path, path }))
            .Concat(links.SelectMany(link => new[] { "--symlink", new FileInfo(link).LinkTarget!, link }));
    }

    private IEnumerable<string> Inside() =>
        [.. DropsRoot ? [Real(OnPath("setpriv")!), .. Nobody()] : Array.Empty<string>(), .. Resources()];

    /// <summary>Why a sandbox of this kind can't be made here, or null.</summary>
    private string? Fault()
    {
        if (DropsRoot && OnPath("setpriv") is null)
            return "setpriv (util-linux) is missing.";
        var start = Around([Real(Program.Dotnet), "--list-runtimes"]);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(20_000))
        {
            process.Kill(entireProcessTree: true);
            return "it did not answer.";
        }
        return process.ExitCode == 0 && output.Result.Contains("Microsoft.NETCore.App", StringComparison.Ordinal) ? null
            : $"{error.Result.Trim()} (exit code {process.ExitCode}).";
    }

    private static IEnumerable<string> Parents(string path)
    {
        for (var folder = Path.GetDirectoryName(path); folder is { Length: > 1 }; folder = Path.GetDirectoryName(
            folder)) yield return folder;
    }

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;
}
