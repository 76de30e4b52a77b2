using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Course.Kernel.Tests;

/// <summary>
/// The kernel as Debian's jupyter_client sees it. Each script in clients/ starts kernels, makes its checks and reports them.
/// </summary>
public sealed class ClientTests
{
    [Fact]
    public async Task EveryMessageTypeIsAnswered()
    {
        var report = await Run("messages");
        Snapshot.Match("messages.txt", report["transcript"]!.GetValue<string>());
    }

    [Fact]
    public Task GarbageAndStrangersAreDropped() => Run("hostile");

    [Fact]
    public Task InterruptsStopCellsAndKeepTheirState() => Run("interrupts");

    [Fact]
    public Task KernelsEndCleanlyAndSayWhy() => Run("endings");

    [Fact]
    public Task NothingIsLostAndNothingGrows() => Run("endurance");

    /// <summary>The official kernel, with the kit in it.</summary>
    [Fact]
    public Task SignalStopsATrainingInDotNetInteractive() => Run("interactive",
        Requires.DotNetInteractive(), "jupyter", "--default-kernel", "csharp", "{connection_file}", "--http-port-range", "2048-3000");

    private static Task<JsonObject> Run(string script) => Run(script,
        Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet",
        Path.Combine(Repository, "lib", "Course.Cli", "bin", "course.dll"), "kernel", "run", "{connection_file}");

    private static async Task<JsonObject> Run(string script, params string[] kernel)
    {
        var python = Requires.Python("jupyter_client, zmq", "python3-jupyter-client");
        var (output, errors) = await Start(python, [Path.Combine(Repository, "tests", "Course.Kernel.Tests", "clients", script + ".py"), .. kernel]);
        var report = Parse(output) ?? throw new InvalidOperationException($"{script}.py did not report:\n{output}\n{errors}");
        var checks = report["checks"]!.AsObject();
        Assert.NotEmpty(checks);
        var failures = checks.Where(check => check.Value is not null).Select(check => $"{check.Key}: {check.Value}");
        Assert.True(checks.All(check => check.Value is null), string.Join('\n', failures) + "\nkernel's log:\n" + report["log"]);
        return report;
    }

    private static async Task<(string Output, string Errors)> Start(string python, params string[] arguments)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var process = Process.Start(new ProcessStartInfo(python, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancel);
            var output = await process.StandardOutput.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            return (output, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static JsonObject? Parse(string output)
    {
        try
        {
            return JsonNode.Parse(output)?.AsObject();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal static string Repository { get; } = FindRepository();

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Course.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Course.sln is in no folder above the tests");
        return folder;
    }
}
