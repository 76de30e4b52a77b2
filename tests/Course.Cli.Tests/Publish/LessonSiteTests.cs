using Microsoft.Playwright;

namespace Course.Cli.Tests.Publish;

/// <summary>A real lesson on the site: its charts, pictures and formulas.</summary>
public sealed class LessonSiteTests(LessonSite site) : IClassFixture<LessonSite>
{
    [Theory]
    [InlineData("ko", ColorScheme.Dark, 360)]
    [InlineData("en", ColorScheme.Light, 1440)]
    public async Task NoBarrierForAnyReader(string language, ColorScheme scheme, int width)
    {
        await using var reader = await Open(language, new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        await reader.Keep($"site-{language}-5.1-{scheme}-{width}".ToLowerInvariant());
        Assert.Empty(await reader.Barriers());
        Assert.Empty(reader.Faults);
        Assert.Equal(0, await reader.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    [Fact]
    public async Task ChartsBecomeInteractiveAndPicturesShowFromADisk()
    {
        await using var reader = await Open("en", new(), fromDisk: true);
        Assert.Equal(await reader.Page.Locator(".course-chart").CountAsync(), await reader.Page.Locator(".course-chart[data-drawn]").CountAsync());
        Assert.Empty(await reader.Page.Locator("main img").EvaluateAllAsync<string[]>(
            "async images => (await Promise.all(images.map(async image => { await image.decode().catch(() => {}); return image; }))).filter(image => image.naturalWidth === 0).map(image => image.alt)"));
        Assert.Empty(reader.Faults);
    }

    [Fact]
    public void PagesAreLightAndTheirLinksLeadSomewhere()
    {
        Assert.Empty(SiteLinks.Broken(site.Site));
        foreach (var page in SiteLinks.Pages(site.Site))
            Assert.InRange(new FileInfo(page).Length, 1, 500_000); // 2.2 MB with everything in it
    }

    /// <summary>The lesson's page, its charts drawn.</summary>
    private async Task<Reader> Open(string language, BrowserNewContextOptions options, bool fromDisk = false)
    {
        var reader = await site.Open((fromDisk ? site.Disk : SiteBrowser.Web) + language + "/5.1-convolution.html", options);
        await reader.Page.WaitForFunctionAsync("() => document.querySelector('.js-plotly-plot .main-svg') !== null");
        return reader;
    }
}
