using System.Text.Json.Nodes;

namespace Course.Vision.Tests;

/// <summary>What is seen of a Plotly figure that another library made, where no script runs.</summary>
public class FigurePictureTests
{
    [Fact]
    public void LinesAndPointsLeaveAGapForWhatIsNoNumber()
    {
        var svg = Drawn("""{ "type": "scatter", "mode": "lines+markers", "x": [0, 1, 2, 3, 4], "y": [1, 2, "NaN", null, 3], "line": { "color": "#ff0000" } }""");
        Assert.Equal(3, Count(svg, "<circle"));
        var line = svg.Split("<path d=\"").Single(path => path.Contains("stroke=\"#ff0000\"", StringComparison.Ordinal)).Split('"')[0];
        Assert.Equal(2, Count(line, "M"));
    }

    [Fact]
    public void BarsStandBesideEachOtherOrOnEachOther()
    {
        const string two = """{ "type": "bar", "x": ["a", "b"], "y": [1, 2] }, { "type": "bar", "x": ["a", "b"], "y": [3, 4] }""";
        Assert.Equal(4, Bars(Drawn(two)).Select(bar => bar.X).Distinct().Count());
        Assert.Equal(2, Bars(Drawn(two, """{ "barmode": "stack" }""")).Select(bar => bar.X).Distinct().Count());
    }

    [Fact]
    public void BarsMayLie()
    {
        var bars = Bars(Drawn("""{ "type": "bar", "orientation": "h", "x": [1, 2], "y": ["a", "b"] }"""));
        Assert.Equal(bars[0].X, bars[1].X);
        Assert.Equal(2 * bars[0].Width, bars[1].Width, 0.1);
    }

    [Fact]
    public void HeatMapHasACellForEachNumber()
    {
        var svg = Drawn("""{ "type": "heatmap", "z": [[1, 2, 3], [4, null, 6]], "x": ["p", "q", "r"] }""");
        Assert.Equal(5, Bars(svg).Count);
        Assert.Contains(">q</text>", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void LargeHeatMapIsDrawnFromSomeOfItsCells()
    {
        var rows = string.Join(',', Enumerable.Range(0, 300).Select(i => $"[{string.Join(',', Enumerable.Range(0, 300))}]"));
        Assert.InRange(Bars(Drawn($$"""{ "type": "heatmap", "z": [{{rows}}] }""")).Count, 1000, 4096);
    }

    [Theory]
    [InlineData("""{ "xaxis": { "type": "log" } }""", "[1, 10, 100]", "10", "100")]
    [InlineData("{}", """["2026-01-01", "2026-01-11", "2026-02-10"]""", "2026-01-01", "2026-02-10")]
    [InlineData("{}", """["cat", "dog", "새"]""", "cat", "새")]
    [InlineData("""{ "xaxis": { "title": { "text": "<b> & y" } }, "title": "top" }""", "[1, 2, 3]", "&lt;b&gt; &amp; y", "top")]
    public void AxisSaysWhatStandsOnIt(string layout, string values, string first, string second)
    {
        var svg = Drawn($$"""{ "x": {{values}}, "y": [1, 2, 3] }""", layout);
        Assert.Contains($">{first}</text>", svg, StringComparison.Ordinal);
        Assert.Contains($">{second}</text>", svg, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "type": "pie", "values": [1, 2] }""", "Plotly chart (pie). It is drawn where scripts run.")]
    [InlineData("""{ "y": [1], "xaxis": "x2" }""", "Plotly chart (scatter). It is drawn where scripts run.")]
    [InlineData("", "Plotly chart (empty). It is drawn where scripts run.")]
    public void OtherFiguresAreASentence(string traces, string sentence)
    {
        var picture = Of(traces, "{}");
        Assert.Null(picture.Svg);
        Assert.Equal(sentence, picture.Text);
    }

    [Fact]
    public void WordsSayTitleAndHowMuchThereIs() => Assert.Equal("Plotly chart (bar, scatter). Losses. a: 2 points. Values: 1 points.",
        Of("""{ "type": "bar", "name": "a", "y": [1, 2] }, { "y": [3] }""", """{ "title": { "text": "Losses" } }""").Text);

    private static FigurePicture Of(string traces, string layout) =>
        FigurePicture.Of(JsonNode.Parse($$"""{ "data": [{{traces}}], "layout": {{layout}} }""")!.AsObject());

    private static string Drawn(string traces, string layout = "{}") => $"{Of(traces, layout).Svg}";

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static List<(double X, double Width)> Bars(string svg) => [.. svg.Split("<rect x=\"")[1..].Select(rectangle =>
        (double.Parse(rectangle.Split('"')[0]), double.Parse(rectangle.Split("width=\"")[1].Split('"')[0])))];
}
