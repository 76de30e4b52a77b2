namespace Course.Interactive.Tests;

/// <summary>Values look as in the kit's own kernel.</summary>
[Collection(OneAfterAnother.Name)]
public sealed class LookTests
{
    [Fact]
    public async Task NumbersAreText()
    {
        using var session = await Session.WithKit();
        foreach (var (code, text) in new[] { ("1 + 1", "2"), ("0.5", "0.5"), ("1 < 2", "True"), ("10m / 4", "2.5"), ("DayOfWeek.Monday", "Monday") })
            Assert.Equal(new() { ["text/plain"] = text }, (await session.Value(code)).ToDictionary());
    }

    [Theory]
    [InlineData("new[] { new { Name = \"a<b\", Size = 1 }, new { Name = \"c\", Size = 2 } }")]
    [InlineData("new[] { \"a<b\", \"c\" }.Select((name, i) => new { Name = name, Size = i + 1 })")]
    [InlineData("record Row(string Name, int Size); new object[] { new Row(\"a<b\", 1), new Row(\"c\", 2) }")]
    public async Task RowsAreOneTable(string code)
    {
        using var session = await Session.WithKit();
        const string table = "<table><thead><tr><th>index</th><th>Name</th><th>Size</th></tr></thead><tbody>" +
            "<tr><th>0</th><td>a&lt;b</td><td>1</td></tr><tr><th>1</th><td>c</td><td>2</td></tr></tbody></table>";
        Assert.Equal(table, (await session.Value(code))["text/html"]);
    }

    [Fact]
    public async Task OtherSequencesKeepTheHostsLook()
    {
        using var plain = new Session();
        var expected = await plain.Value("new[] { 1, 2 }");
        using var session = await Session.WithKit();
        Assert.Equal(expected, await session.Value("new[] { 1, 2 }"));
        Assert.Contains("key", (await session.Value("new Dictionary<string, int> { [\"a\"] = 1 }"))["text/html"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task SequenceIsAskedOnce()
    {
        using var session = await Session.WithKit();
        await session.Value("var asked = 0; Enumerable.Range(0, 1).Select(i => { asked++; return new { A = i }; })");
        Assert.Equal("1", (await session.Value("asked"))["text/plain"]);
    }

    [Fact]
    public async Task ModuleIsTheTextThatPyTorchPrints()
    {
        using var session = await Session.WithKit();
        var shown = await session.Value("Sequential(Linear(2, 3), ReLU())");
        Assert.Equal(["text/plain"], shown.Keys);
        Assert.Contains("(0): Linear(in_features=2, out_features=3, bias=True)", shown["text/plain"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task TupleRowsHaveAColumnForEachItem()
    {
        using var session = await Session.WithKit();
        Assert.Contains("<th>Item1</th><th>Item2</th>", (await session.Value("new[] { (1, \"a\"), (2, \"b\") }"))["text/html"], StringComparison.Ordinal);
    }

    /// <summary>Plotly.NET asks for a newer FSharp.Core than this process has, as it does in the official program.</summary>
    [Fact]
    public async Task ChartOfPlotlyIsDrawnWithoutANetwork()
    {
        using var session = await Session.WithKit();
        var shown = await session.Value("Plotly.NET.CSharp.Chart.Line<int, double, string>(new[] { 1, 2 }, new[] { 0.5, 0.25 }, Name: \"loss\")");
        Assert.Equal("Plotly chart (scatter). loss: 2 points.", shown["text/plain"]);
        Assert.StartsWith("<div class=\"course-chart\"", shown["text/html"], StringComparison.Ordinal);
        Assert.DoesNotContain("http://", shown["text/html"].Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
