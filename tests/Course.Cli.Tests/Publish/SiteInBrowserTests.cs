using Microsoft.Playwright;

namespace Course.Cli.Tests.Publish;

/// <summary>The published site as a reader meets it.</summary>
public sealed class SiteInBrowserTests(SampleSite site) : IClassFixture<SampleSite>
{
    public static TheoryData<string, ColorScheme, int> Looks => new(
        from page in new[] { "ko/index.html", "en/index.html", "ko/1-filters.html", "en/1-filters.html", "404.html" }
        from scheme in new[] { ColorScheme.Light, ColorScheme.Dark }
        from width in new[] { 360, 1440 }
        select (page, scheme, width));

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task NoBarrierForAnyReaderAndNothingFromElsewhere(string page, ColorScheme scheme, int width)
    {
        await using var reader = await site.Open(SiteBrowser.Web + page, new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 } });
        await reader.Page.WaitForLoadStateAsync(LoadState.Load);
        await reader.Keep($"site-{page.Replace('/', '-')}-{scheme}-{width}".ToLowerInvariant());
        Assert.Empty(await reader.Barriers());
        Assert.Empty(reader.Faults);
        Assert.Equal(0, await reader.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    [Theory]
    [InlineData("ko-KR", "ko/index.html")]
    [InlineData("en-GB", "en/index.html")]
    [InlineData("de-DE", "en/index.html")]
    public async Task FirstPageLeadsToTheReadersLanguage(string locale, string expected)
    {
        await using var reader = await site.Open(SiteBrowser.Web, new() { Locale = locale });
        await reader.IsAt(SiteBrowser.Web + expected);
        Assert.Empty(reader.Faults);
    }

    [Fact]
    public async Task WithoutScriptsEverythingIsReachable()
    {
        await using var reader = await site.Open(SiteBrowser.Web, new() { JavaScriptEnabled = false });
        await reader.Page.ClickAsync("text=한국어");
        await reader.Page.ClickAsync("main >> text=1 필터");
        await reader.Page.ClickAsync(".pager >> text=2 신경망");
        await reader.Page.ClickAsync(".languages >> text=English");
        await reader.IsAt(SiteBrowser.Web + "en/2-networks.html");
        Assert.Equal("2 Networks", await reader.Page.InnerTextAsync("h1"));
        Assert.False(await reader.Page.IsVisibleAsync("#search-button")); // what needs scripts is not offered
        Assert.False(await reader.Page.IsVisibleAsync("#look-button"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task LanguageChosenLastIsTheOneToComeBackTo(bool fromDisk)
    {
        var root = fromDisk ? site.Disk : SiteBrowser.Web;
        await using var reader = await site.Open(root + "ko/2-networks.html", new() { Locale = "ko-KR" });
        await reader.Page.ClickAsync(".languages >> text=English");
        await reader.IsAt(root + "en/2-networks.html");
        Assert.Equal("en", await reader.Page.GetAttributeAsync("html", "lang"));
        await reader.Page.GotoAsync(root + "index.html");
        await reader.IsAt(root + "en/index.html");
    }

    [Theory]
    [InlineData(false, "ko/1-filters.html", "특성맵 크기", "특성 맵", "ko/1-filters.html#특성-맵")] // the text has "특성 맵"
    [InlineData(true, "ko/index.html", "가장자리", "세 층", "ko/2-networks.html#세-층")]
    [InlineData(false, "en/2-networks.html", "FEATURE large", "Feature maps", "en/1-filters.html#feature-maps")]
    [InlineData(true, "en/1-filters.html", "conv2d edges", "Three layers", "en/2-networks.html#three-layers")]
    public async Task SearchFindsTheSectionByKeyboardAlone(bool fromDisk, string start, string words, string title, string expected)
    {
        var root = fromDisk ? site.Disk : SiteBrowser.Web;
        await using var reader = await site.Open(root + start);
        await reader.Page.Keyboard.PressAsync("Control+k");
        await reader.Page.Keyboard.TypeAsync(words);
        await Assertions.Expect(reader.Page.Locator("#search li strong").First).ToHaveTextAsync(title);
        foreach (var scheme in fromDisk ? [] : new[] { ColorScheme.Light, ColorScheme.Dark }) // from a disk axe may not read the style
        {
            await reader.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            Assert.Empty(await reader.Barriers());
        }
        await reader.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(reader.Page.Locator("#search li a:focus strong")).ToHaveTextAsync(title);
        await reader.Page.Keyboard.PressAsync("Enter");
        // Asked again and again: an event of the navigation can be over before anybody waits for it.
        await reader.Page.WaitForFunctionAsync("wanted => decodeURIComponent(location.href) === wanted", Uri.UnescapeDataString(root + expected));
        Assert.Empty(reader.Faults);
    }

    [Fact]
    public async Task SearchWithoutAResultSaysSoAndEscapeLeadsBack()
    {
        await using var reader = await site.Open(SiteBrowser.Web + "en/1-filters.html");
        await reader.Page.ClickAsync("#search-button");
        await reader.Page.Keyboard.TypeAsync("zebra (");
        await Assertions.Expect(reader.Page.Locator("#search [role=status]")).ToContainTextAsync("Nothing found");
        await reader.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(reader.Page.Locator("#search")).ToBeHiddenAsync();
        Assert.Equal("search-button", await reader.Focused());
    }

    [Fact]
    public async Task TabLeadsFromSkipLinkThroughBarAndContentsInReadingOrder()
    {
        await using var reader = await site.Open(SiteBrowser.Web + "en/1-filters.html", new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        var stops = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            await reader.Page.Keyboard.PressAsync("Tab");
            stops.Add(await reader.Focused());
            Assert.NotEqual("0px", await reader.Page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineWidth"));
        }
        Assert.Equal(["Skip to the content", "Convolutional neural networks in C#", "search-button", "한국어", "look-button", "1 Filters", "Feature maps"], stops);
    }

    [Fact]
    public async Task SkipLinkPassesBarAndContents()
    {
        await using var reader = await site.Open(SiteBrowser.Web + "en/1-filters.html");
        await reader.Page.Keyboard.PressAsync("Tab");
        await reader.Page.Keyboard.PressAsync("Enter");
        await reader.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("networks", await reader.Focused()); // the first link of the text
    }

    [Fact]
    public async Task OnlyWhatScrollsIsAStopOfTheKeyboard()
    {
        await using var reader = await site.Open(SiteBrowser.Web + "en/1-filters.html", new() { ViewportSize = new() { Width = 360, Height = 700 } });
        await reader.Page.WaitForFunctionAsync("() => document.querySelector('table').tabIndex === 0");
        Assert.Equal(0, await reader.Page.EvaluateAsync<int>("() => document.querySelector('.formula').tabIndex"));
        Assert.Equal(-1, await reader.Page.EvaluateAsync<int>("() => document.querySelector('pre.code').tabIndex")); // the short import
        await reader.Page.SetViewportSizeAsync(1440, 900);
        await reader.Page.WaitForFunctionAsync("() => document.querySelector('table').tabIndex === -1");
    }

    [Fact]
    public async Task ChosenLookStaysOnEveryPage()
    {
        await using var reader = await site.Open(SiteBrowser.Web + "ko/1-filters.html", new() { ColorScheme = ColorScheme.Light });
        var light = await Background(reader);
        await reader.Page.ClickAsync("#look-button");
        Assert.Equal("true", await reader.Page.GetAttributeAsync("#look-button", "aria-pressed"));
        Assert.NotEqual(light, await Background(reader));
        await reader.Page.ClickAsync(".pager a");
        await reader.IsAt(SiteBrowser.Web + "ko/2-networks.html");
        Assert.NotEqual(light, await Background(reader));
        await reader.Page.ClickAsync("#look-button");
        Assert.Equal(light, await Background(reader));
    }

    [Fact]
    public async Task PicturesHaveWhitePaperInTheDark()
    {
        await using var reader = await site.Open(SiteBrowser.Web + "ko/1-filters.html", new() { ColorScheme = ColorScheme.Dark });
        Assert.Equal("rgb(255, 255, 255)", await reader.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('.out img')).backgroundColor"));
        await reader.Page.WaitForFunctionAsync("() => document.querySelector('.out img').naturalWidth > 0");
    }

    [Fact]
    public async Task LibraryTakenOutOfThePageStillRuns()
    {
        await using var reader = await site.Open(site.Disk + "ko/1-filters.html");
        Assert.Equal(60_000, await reader.Page.EvaluateAsync<int>("() => window.library.length"));
    }

    [Theory]
    [InlineData("en/gone.html")]
    [InlineData("gone.html")]
    [InlineData("gone/far/away.html")]
    public async Task UnknownAddressLeadsBackToTheLessons(string address)
    {
        await using var reader = await site.Open(SiteBrowser.Web + address);
        await Assertions.Expect(reader.Page.Locator("a[data-language=en]")).ToHaveAttributeAsync("href", SiteBrowser.Web + "en/index.html");
        await reader.Page.ClickAsync("text=To the list of lessons");
        await reader.IsAt(SiteBrowser.Web + "en/index.html");
    }

    private static Task<string> Background(Reader reader) => reader.Page.Locator("body").EvaluateAsync<string>("body => getComputedStyle(body).backgroundColor");
}
