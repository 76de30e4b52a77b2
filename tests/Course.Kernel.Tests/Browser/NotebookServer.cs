using System.Diagnostics;

namespace Course.Kernel.Tests.Browser;

/// <summary>Classic Jupyter Notebook on this machine's own address, over a temporary copy of the notebooks.</summary>
internal sealed class NotebookServer : IDisposable
{
    private const string Address = "127.0.0.1";

    private readonly LessonFolder folder = new();
    private readonly StringWriter log = new();

    public Uri Url { get; private set; } = null!;

    public async Task Start(string jupyter, Func<LessonFolder, Task> installKernel)
    {
        await installKernel(folder);
        var port = LessonFolder.FreePort();
        Url = new($"http://{Address}:{port}/");
        var process = folder.Start(jupyter, TextWriter.Synchronized(log), "notebook", "--no-browser", "--allow-root",
            $"--ip={Address}", $"--port={port}", "--port-retries=0", "--NotebookApp.token=", "--NotebookApp.password=",
            "--notebook-dir=" + folder.Root);
        await Answer(process);
    }

    public string Log => log.ToString();

    public void Dispose() => folder.Dispose();

    private async Task Answer(Process process)
    {
        using var client = new HttpClient();
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromMinutes(2); await Task.Delay(200))
        {
            Assert.False(process.HasExited, $"jupyter notebook has ended:\n{Log}");
            try
            {
                using var answer = await client.GetAsync(new Uri(Url, "api"));
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }
        }
        Assert.Fail($"jupyter notebook did not answer at {Url}:\n{Log}");
    }
}
