using System.Text.RegularExpressions;

namespace Course.Vision.Tests;

/// <summary>Charts in a real page, opened from a file; skipped where there is no Chromium.</summary>
public partial class ChartsInBrowserTests
{
    private static readonly string curves = Plot.Curves([new("DNN", [2, 1]), new("CNN", [1.5, 0.5])], new() { Title = "손실" }).Html;
    private static readonly string matrix = Plot.ConfusionMatrix(new long[,] { { 1, 2 }, { 3, 4 } }, ["a", "b"]).Html;
    private static readonly string script = Charts.Script().Html;

    [Fact]
    public void ChartsAfterTheScriptBecomeInteractive() => AssertInteractive(script + curves + matrix);

    [Fact]
    public void ChartsBeforeTheScriptBecomeInteractiveOnce() => AssertInteractive(curves + script + matrix + script);

    [Fact]
    public void ModuleLoadersInThePageAreLeftAlone() => AssertInteractive(
        "<script>window.define = () => console.error('define'); define.amd = {}; window.exports = {}; window.module = { exports }</script>" + script + curves + matrix);

    /// <summary>A page may arrive in pieces, and the library may be there before a chart is whole: here, between its picture and its data.</summary>
    [Fact]
    public void HalfAChartIsLeftForTheScriptBehindIt()
    {
        const string ready = "<script>window.coursePlotly = Promise.resolve({ newPlot: async place => { place.className = 'js-plotly-plot'; } })</script>";
        const string data = "<script type=\"application/json\">";
        var (page, console) = Browser.Open(ready + script + curves.Replace(data, "<script>window.courseCharts()</script>" + data, StringComparison.Ordinal));
        Assert.Single(InteractiveChart().Matches(page));
        Assert.Empty(console);
    }

    [Fact]
    public void WithoutTheScriptChartsStayStatic()
    {
        var (page, console) = Browser.Open(curves + matrix);
        Assert.DoesNotContain("js-plotly-plot", page, StringComparison.Ordinal);
        Assert.Equal(2, Images(page).Count(image => !image.Contains("display: none", StringComparison.Ordinal)));
        Assert.Empty(console);
    }

    [Fact]
    public void VolumeKeepsItsSlicesAndStaysStaticWithoutWebGl()
    {
        using var volume = TorchSharp.torch.ones(2, 2, 2);
        var (page, console) = Browser.Open(script + Plot.Volume(volume).Html, "--disable-3d-apis");
        Assert.DoesNotContain("js-plotly-plot", page, StringComparison.Ordinal);
        Assert.DoesNotContain("display: none", Assert.Single(Images(page)), StringComparison.Ordinal);
        Assert.Empty(console);
    }

    private static void AssertInteractive(string body)
    {
        var (page, console) = Browser.Open(body);
        Assert.Equal(2, InteractiveChart().Count(page));
        Assert.All(Images(page), image => Assert.Contains("display: none", image, StringComparison.Ordinal));
        Assert.Contains(">손실</tspan>", page, StringComparison.Ordinal); // the interactive chart's title
        Assert.Empty(console);
    }

    private static IReadOnlyList<string> Images(string page) => [.. StaticPicture().Matches(page).Select(match => match.Value)];

    [GeneratedRegex("<div[^>]*class=\"js-plotly-plot\"")]
    private static partial Regex InteractiveChart();

    [GeneratedRegex("<img src=\"data:image/svg[^>]*>")]
    private static partial Regex StaticPicture();
}
