using Microsoft.Playwright;

namespace Course.Cli.Tests.Publish;

/// <summary>
/// A site in Chromium: from its files, or as GitHub Pages would serve it under a path of its own. Every request
/// that is for something else is refused and kept.
/// </summary>
public abstract class SiteBrowser : IAsyncLifetime
{
    /// <summary>Where the site seems to be served: no such server is asked, this class answers.</summary>
    public const string Web = "https://reader.example/course/";

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>The site's folder.</summary>
    public abstract string Site { get; }

    public string Disk => new Uri(Site + "/").AbsoluteUri;

    public ValueTask InitializeAsync()
    {
        Publish();
        return ValueTask.CompletedTask;
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

    /// <summary>A reader with a browser of his own, nothing stored. The test is skipped where there is no browser.</summary>
    public async Task<Reader> Open(string address, BrowserNewContextOptions? options = null)
    {
        browser ??= await Launch(Requires.Chromium());
        var context = await browser.NewContextAsync(options ?? new());
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

    private async Task<IBrowser> Launch(string chromium)
    {
        playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
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
