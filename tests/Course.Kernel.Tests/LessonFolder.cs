using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Course.Kernel.Tests;

/// <summary>Whole lessons load the machine: one after another.</summary>
[CollectionDefinition(Name)]
public sealed class LessonTests
{
    public const string Name = "whole lessons";
}

/// <summary>
/// A temporary copy of the notebooks (front-ends save into them) beside the real lib, with the kernel installed for whatever
/// Jupyter program is started through it. Data are the stand-in, settings are Jupyter's own, whatever this machine has.
/// </summary>
internal sealed class LessonFolder : IDisposable
{
    private readonly List<Process> started = [];

    public LessonFolder()
    {
        Root = Directory.CreateTempSubdirectory("course-lessons-").FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(ClientTests.Repository, "notebooks"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Root, Path.GetRelativePath(ClientTests.Repository, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        Directory.CreateSymbolicLink(Path.Combine(Root, "lib"), Path.Combine(ClientTests.Repository, "lib"));
    }

    public string Root { get; }

    public string Notebook(string relative) => Path.Combine(Root, "notebooks", relative);

    /// <summary>As a learner does it; the front-ends find the spec by JUPYTER_PATH.</summary>
    public async Task InstallKernel() =>
        await Run("dotnet", Path.Combine(ClientTests.Repository, "lib", "Course.Cli", "bin", "course.dll"), "kernel", "install", "--prefix", Root);

    /// <summary>The official kernel under the same name, where the kit's would be.</summary>
    public async Task InstallDotNetInteractive() =>
        await Run(Requires.DotNetInteractive(), "jupyter", "install", "--path", Directory.CreateDirectory(Path.Combine(Root, "share", "jupyter", "kernels")).FullName);

    /// <summary>Runs a program to its end and fails with what it said.</summary>
    public async Task Run(string program, params string[] arguments)
    {
        using var log = new StringWriter();
        using var process = Start(program, TextWriter.Synchronized(log), arguments);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{log}");
    }

    /// <summary>Starts a program, which is killed with its children at the latest when this folder is disposed of.</summary>
    public Process Start(string program, TextWriter log, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["JUPYTER_PATH"] = Path.Combine(Root, "share", "jupyter");
        foreach (var own in new[] { "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "COURSE_DATA" })
            start.Environment[own] = Directory.CreateDirectory(Path.Combine(Root, own)).FullName;
        var process = Process.Start(start)!;
        started.Add(process);
        process.OutputDataReceived += (_, line) => log.WriteLine(line.Data);
        process.ErrorDataReceived += (_, line) => log.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        foreach (var process in started.Where(process => IsRunning(process)))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(10_000);
        }
        Directory.Delete(Root, recursive: true);
    }

    private static bool IsRunning(Process process)
    {
        try
        {
            return !process.HasExited;
        }
        catch (InvalidOperationException)
        {
            return false; // waited for and disposed of already
        }
    }
}
