using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Course.Cli.Tests.Publish;

/// <summary>
/// A site in Chromium: from its files, or as GitHub Pages would serve it under a path of its own. Every request
/// that is for something else is refused and kept.
/// </summary>
public abstract class SiteBrowser : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    /// <summary>Where the site seems to be served: no such server is asked, this class answers.</summary>
    public const string Web = "https://reader.example/course/";

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Why the tests can't run here, or null.</summary>
    public static string? Missing => File.Exists(Chromium) ? null : $"There is no {Chromium} here (apt-get install chromium).";

    /// <summary>The site's folder.</summary>
    public abstract string Site { get; }

    public string Disk => new Uri(Site + "/").AbsoluteUri;

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
            return;
        Publish();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    protected abstract void Publish();

    protected abstract void Remove();

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.CloseAsync();
        playwright?.Dispose();
        Remove();
        GC.SuppressFinalize(this);
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
            if (message.Type == "error") // warnings are the graphics driver's
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
        file = found ? file : Path.Combine(Site, "404.html");
        await route.FulfillAsync(new() { Status = found ? 200 : 404, Path = file, ContentType = Type(file) });
    }

    private static string Type(string file) => Path.GetExtension(file) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}

/// <summary>The site of the sample lessons.</summary>
public sealed class SampleSite : SiteBrowser
{
    private readonly SampleLessons lessons = new();

    public override string Site => lessons.Site;

    protected override void Publish() => Assert.Equal(0, lessons.PublishExecuted().ExitCode);

    protected override void Remove() => lessons.Dispose();
}

/// <summary>The site of the kit's own lesson 5.1 in both languages, executed for it.</summary>
public sealed class LessonSite : SiteBrowser
{
    private readonly CourseFolder folder = new();

    public override string Site => folder.Path("site");

    protected override void Publish()
    {
        var outcome = CourseFolder.Course(["publish", .. new[] { "ko", "en" }.Select(language => Path.Combine(Kit.Notebooks, language, "5.1-convolution.ipynb")), "--out", Site]);
        Assert.True(outcome.ExitCode == 0, outcome.Text);
    }

    protected override void Remove() => folder.Dispose();
}

/// <param name="Page">The page that is open.</param>
public sealed record Reader(IPage Page) : IAsyncDisposable
{
    /// <summary>Script errors, what the page's policy refused, and requests to elsewhere.</summary>
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
