using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Course.Cli.Tests.Publish;

/// <summary>
/// The sample lessons' site in Chromium: from its files, or as GitHub Pages would serve it under a path of its own. Every request
/// that is for something else is refused and kept.
/// </summary>
public sealed class SiteBrowser : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    /// <summary>Where the site seems to be served: no such server is asked, this class answers.</summary>
    public const string Web = "https://reader.example/course/";

    private readonly SampleLessons lessons = new();
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Why the tests can't run here, or null.</summary>
    public static string? Missing => File.Exists(Chromium) ? null : $"There is no {Chromium} here (apt-get install chromium).";

    public string Site => lessons.Site;

    public string Disk => new Uri(Site + "/").AbsoluteUri;

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
            return;
        Assert.Equal(0, lessons.PublishExecuted().ExitCode);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.CloseAsync();
        playwright?.Dispose();
        lessons.Dispose();
    }

    /// <summary>A reader with a browser of his own, nothing stored.</summary>
    public async Task<Reader> Open(string address, BrowserNewContextOptions? options = null)
    {
        var context = await browser!.NewContextAsync(options ?? new());
        context.SetDefaultTimeout(60_000);
        var reader = new Reader(await context.NewPageAsync());
        reader.Page.PageError += (_, error) => reader.Faults.Add(error);
        reader.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                reader.Faults.Add(message.Text);
        };
        await context.RouteAsync("**/*", route => Answer(route, reader));
        await reader.Page.GotoAsync(address);
        return reader;
    }

    private async Task Answer(IRoute route, Reader reader)
    {
        var address = route.Request.Url.Split('?', '#')[0];
        if (address.StartsWith(Disk, StringComparison.Ordinal))
        {
            await route.ContinueAsync();
            return;
        }
        if (!address.StartsWith(new Uri(Web).GetLeftPart(UriPartial.Authority), StringComparison.Ordinal))
        {
            reader.Faults.Add($"asked for {address}");
            await route.AbortAsync();
            return;
        }
        var file = address.StartsWith(Web, StringComparison.Ordinal) ? Path.Combine(Site, Uri.UnescapeDataString(address[Web.Length..])) : "";
        if (address.EndsWith('/'))
            file = Path.Combine(file, "index.html");
        var found = File.Exists(file);
        await route.FulfillAsync(new() { Status = found ? 200 : 404, Path = found ? file : Path.Combine(Site, "404.html") });
    }
}

/// <param name="Page">The page that is open.</param>
public sealed record Reader(IPage Page) : IAsyncDisposable
{
    /// <summary>Script errors, warnings of the console, and requests to elsewhere.</summary>
    public List<string> Faults { get; } = [];

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();

    /// <summary>Kept as CI output.</summary>
    public Task Keep(string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(Kit.Root, "out", "screenshots", name + ".png"), FullPage = true });

    /// <summary>What axe finds of serious or critical impact, a line for each.</summary>
    public async Task<IReadOnlyList<string>> Barriers()
    {
        var found = await Page.RunAxe();
        return [.. found.Violations.Where(rule => rule.Impact is "serious" or "critical")
            .Select(rule => $"{rule.Id}: {rule.Help}: {string.Join(" | ", rule.Nodes.Take(3).Select(node => node.Html))}")];
    }

    public Task<string> Focused() => Page.EvaluateAsync<string>("() => document.activeElement.id || document.activeElement.textContent.trim()");
}
