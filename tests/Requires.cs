using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace Course.Tests;

/// <summary>
/// Programs that some tests need beside the .NET SDK and git. Where one is missing, or is there but does not run, the test is
/// skipped with a sentence that names it and how to get it. .ci/run installs them all and allows no such skip.
/// </summary>
internal static class Requires
{
    private static readonly string[] chromiums = ["chromium", "chromium-browser", "google-chrome"];

    private static readonly ConcurrentDictionary<string, (string? Fault, string Output)> tried = new();

    /// <summary>Whether bubblewrap can make the namespaces that the grader's sandbox consists of.</summary>
    public static bool HasBubblewrap => Try("bwrap", SandboxProbe).Fault is null;

    private static string[] SandboxProbe => [.. "--unshare-pid --unshare-net --unshare-ipc --unshare-uts".Split(' '),
        .. "--ro-bind / / --proc /proc --dev /dev true".Split(' ')];

    public static void Bubblewrap() => Program("bubblewrap", "bwrap", SandboxProbe,
        "apt-get install bubblewrap, and in a container allow user namespaces (environment.md, The sandbox)");

    public static void Git() => Program("git", "git", ["--version"], "apt-get install git");

    /// <summary>The path of Chromium or Chrome, which has a font: without any it crashes on most pages.</summary>
    public static string Chromium()
    {
        const string page = "data:text/html,<span id=text>text</span><script>document.title = text.offsetWidth</script>";
        var found = chromiums.Select(OnPath).FirstOrDefault(path => path is not null) ?? chromiums[0];
        string[] probe = ["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", page];
        var shown = Program("Chromium", found, probe, "apt-get install chromium");
        Assert.SkipWhen(shown.Contains("<title>0</title>", StringComparison.Ordinal),
            "Needs a font for Chromium: this machine has none. To have one: apt-get install fonts-dejavu-core.");
        return found;
    }

    /// <summary>The path of Debian's Python, which has these modules.</summary>
    public static string Python(string modules, string package)
    {
        const string python = "/usr/bin/python3";
        Program(package, python, ["-c", $"import {modules}"], $"apt-get install {package}");
        return python;
    }

    /// <summary>The path of Debian's Jupyter, which has this command.</summary>
    public static string Jupyter(string command)
    {
        const string jupyter = "/usr/bin/jupyter";
        Program($"jupyter {command}", jupyter, [command, "--version"], $"apt-get install jupyter-{command}");
        return jupyter;
    }

    /// <summary>Slurm and munge, of which tests start a controller and workers of their own: as root, who may be every user.</summary>
    public static void Slurm()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Needs root, as whom Slurm starts jobs: run the tests as root.");
        Program("Slurm's controller", "slurmctld", ["-V"], "apt-get install slurm-wlm");
        Program("munge", "munged", ["--version"], "apt-get install munge");
        Program("a process namespace", "unshare", ["--pid", "--mount-proc", "--fork", "true"], "apt-get install util-linux, and root");
    }

    /// <summary>The official .NET Interactive, by its name: its kernel spec names it so too.</summary>
    public static string DotNetInteractive()
    {
        const string tool = "dotnet-interactive";
        Program(".NET Interactive", tool, ["--version"], "dotnet tool install --global Microsoft.dotnet-interactive --version 1.0.712001");
        return tool;
    }

    /// <summary>The Dev Containers CLI; DEVCONTAINER_CLI names one that is not on the PATH.</summary>
    public static string DevContainers()
    {
        var cli = Environment.GetEnvironmentVariable("DEVCONTAINER_CLI") is { Length: > 0 } chosen ? chosen : "devcontainer";
        Program("the Dev Containers CLI", cli, ["--version"], "npm install --global @devcontainers/cli");
        return cli;
    }

    /// <summary>A program that runs another one in a network namespace of its own.</summary>
    public static string[] OwnNetwork()
    {
        string[] unshare = ["unshare", "--map-root-user", "--net"];
        Program("a network namespace of its own", unshare[0], [.. unshare[1..], "true"],
            "apt-get install util-linux, and in a container allow user namespaces");
        return unshare;
    }

    private static string Program(string what, string program, string[] probe, string remedy)
    {
        var (fault, output) = Try(program, probe);
        Assert.SkipWhen(fault is not null, $"Needs {what}: {fault}. To have it: {remedy}.");
        return output;
    }

    /// <summary>What keeps a program from doing its work here, or null, and what it says: found out by running it once.</summary>
    private static (string? Fault, string Output) Try(string program, string[] probe) =>
        tried.GetOrAdd(string.Join(' ', [program, .. probe]), _ => TryOnce(program, probe));

    private static (string? Fault, string Output) TryOnce(string program, string[] probe)
    {
        try
        {
            var start = new ProcessStartInfo(program, probe) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            if (!process.WaitForExit(TimeSpan.FromMinutes(1)))
            {
                process.Kill(entireProcessTree: true);
                return ($"{program} is here, but does not answer", "");
            }
            var lastWord = (error.Result + output.Result).Trim().Split('\n')[^1];
            return (process.ExitCode == 0 ? null : $"{program} is here, but does not work: {lastWord.TrimEnd('.')}", output.Result);
        }
        catch (Win32Exception)
        {
            return ($"there is no {program} on this machine", "");
        }
    }

    private static string? OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
