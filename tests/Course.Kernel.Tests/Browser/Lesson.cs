using Microsoft.Playwright;

namespace Course.Kernel.Tests.Browser;

/// <summary>Lesson 5.2 in classic Jupyter Notebook in a real browser, run once from its menu; the tests look at what the page shows.</summary>
public class Lesson : IAsyncDisposable
{
    // What the output of the cell that calls Trainer.Fit showed, state by state, streams (the printed lines) left out.
    private const string WatchTraining = """
        () => {
          const cell = Jupyter.notebook.get_cells().find(cell => cell.get_text().includes('trainer.Fit('));
          const area = cell.element.find('.output')[0];
          window.trainingStates = [];
          const look = () => {
            const shown = [...area.querySelectorAll('.output_subarea:not(.output_stream)')].map(output => output.innerHTML).join('\n');
            if (shown && shown !== window.trainingStates.at(-1)) window.trainingStates.push(shown);
          };
          new MutationObserver(look).observe(area, { childList: true, subtree: true, characterData: true });
        }
        """;

    private const string AllDone = """
        () => document.querySelector('.output_error') !== null || document.querySelector('.kernel_idle_icon') !== null &&
          Jupyter.notebook.get_cells().every(cell => cell.cell_type !== 'code' || typeof cell.input_prompt_number === 'number')
        """;

    private readonly NotebookServer server = new();
    private IPlaywright? playwright;
    private IBrowser? browser;
    private Task? run;

    public IPage Page { get; private set; } = null!;

    public List<string> ForeignRequests { get; } = [];

    public List<string> ScriptErrors { get; } = [];

    /// <summary>Before the names of pictures that are kept.</summary>
    protected virtual string Prefix => "";

    private protected virtual Task InstallKernel(LessonFolder folder) => folder.InstallKernel();

    /// <summary>Ends when the lesson has run; the first call opens and runs it.</summary>
    public Task Run() => run ??= Start();

    private async Task Start()
    {
        var chromium = Requires.Chromium();
        await server.Start(Requires.Jupyter("notebook"), InstallKernel);
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(30_000);
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        Page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1100, Height = 1000 } });
        Page.SetDefaultTimeout(60_000);
        Page.PageError += (_, error) => ScriptErrors.Add(error);
        Page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" or "ws" or "wss" } url && url.Host != server.Url.Host)
                ForeignRequests.Add(request.Url);
        };
        await Open();
        await RunAll();
    }

    /// <summary>Kept as CI output.</summary>
    public async Task Keep(string name, ILocator? part = null)
    {
        var file = Path.Combine(ClientTests.Repository, "out", "screenshots", Prefix + name + ".png");
        if (part is null)
            await Page.ScreenshotAsync(new() { Path = file });
        else
            await part.ScreenshotAsync(new() { Path = file });
    }

    /// <summary>The cell whose code holds a text.</summary>
    public async Task<ILocator> Cell(string code) => Page.Locator(".cell").Nth(await Page.EvaluateAsync<int>(
        "code => Jupyter.notebook.get_cells().findIndex(cell => cell.cell_type === 'code' && cell.get_text().includes(code))", code));

    /// <summary>A new cell at the end, with code typed into it as a learner does.</summary>
    public async Task<ILocator> NewCell(string code)
    {
        var index = await Page.EvaluateAsync<int>("""
            () => {
              const notebook = Jupyter.notebook;
              notebook.insert_cell_at_bottom('code');
              notebook.select(notebook.ncells() - 1); // this one only: running runs all that are selected
              return notebook.ncells() - 1;
            }
            """);
        var cell = Page.Locator(".cell").Nth(index);
        await cell.Locator(".CodeMirror").ClickAsync();
        await Page.Keyboard.TypeAsync(code);
        return cell;
    }

    public Task WaitFor(string condition, double minutes = 1) =>
        Page.WaitForFunctionAsync(condition, null, new() { Timeout = (float)(minutes * 60_000), PollingInterval = 100 });

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.CloseAsync();
        playwright?.Dispose();
        server.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task Open()
    {
        await Page.GotoAsync(new Uri(server.Url, "notebooks/notebooks/en/5.2-fashion-mnist.ipynb").ToString());
        await WaitFor("() => window.Jupyter?.notebook?.kernel?.info_reply?.implementation !== undefined", minutes: 2);
        Assert.Equal(".net-csharp", await Page.EvaluateAsync<string>("() => Jupyter.notebook.kernel.name"));
    }

    private async Task RunAll()
    {
        await Page.EvaluateAsync(WatchTraining);
        await Page.ClickAsync("#celllink");
        await Page.ClickAsync("#run_all_cells");
        await WaitFor("() => document.querySelector('.output_error') !== null || window.trainingStates.length > 1", minutes: 10);
        await Keep("training", await Cell("trainer.Fit("));
        await WaitFor(AllDone, minutes: 10);
        var errors = await Page.Locator(".output_error").AllInnerTextsAsync();
        Assert.True(errors.Count == 0, $"Cells failed:\n{string.Join('\n', errors)}\n{server.Log}");
    }
}

/// <summary>The same in the official .NET Interactive.</summary>
public sealed class LessonInDotNetInteractive : Lesson
{
    protected override string Prefix => "interactive-";

    private protected override Task InstallKernel(LessonFolder folder) => folder.InstallDotNetInteractive();
}
