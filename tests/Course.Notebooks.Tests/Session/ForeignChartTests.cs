namespace Course.Notebooks.Tests.Session;

/// <summary>Charts of Plotly.NET as values of cells, with nothing else of the kit loaded.</summary>
public sealed class ForeignChartTests : IDisposable
{
    private readonly Cells cells = new();

    public ForeignChartTests()
    {
        AppContext.SetData("course.charts", null); // no script has been shown yet
        var folder = Path.Combine(Cells.RepositoryRoot, "lib", "Course.Vision", "bin");
        cells.Run($"#r \"{folder}/Plotly.NET.dll\"\n#r \"{folder}/Plotly.NET.CSharp.dll\"\nusing Plotly.NET.CSharp;");
    }

    public void Dispose() => cells.Dispose();

    [Fact]
    public void ChartIsAPictureAFigureAndAnElementForThePage()
    {
        var shown = Shown("Chart.Column<int, string, string>(values: new[] { 3, 1 }, Keys: new[] { \"cat\", \"dog\" })");
        Assert.Equal("bar", (string?)shown.Data["application/vnd.plotly.v1+json"]["data"]![0]!["type"]);
        Assert.Equal("Plotly chart (bar). Values: 2 points.", (string?)shown.Data["text/plain"]);
        Assert.StartsWith("<div class=\"course-chart\" style=\"width:600px;max-width:100%\"><img src=\"data:image/svg+xml;base64,", Html(shown), StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", Html(shown), StringComparison.Ordinal);
    }

    [Fact]
    public void FirstChartBringsTheLibraryUnlessTheSetupHas()
    {
        const string library = "window.coursePlotly ??= load('", chart = "Chart.Point<int, int, string>(new[] { 1 }, new[] { 2 })";
        Assert.Contains(library, Html(Shown(chart)), StringComparison.Ordinal);
        Assert.DoesNotContain(library, Html(Shown(chart)), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatCanNotBeDrawnWithoutScriptsIsASentence() => Assert.Contains("<p>Plotly chart (pie). It is drawn where scripts run.</p>",
        Html(Shown("Chart.Pie<int, string, string>(values: new[] { 3, 1 }, Labels: new[] { \"cat\", \"dog\" })")), StringComparison.Ordinal);

    [Fact]
    public void ChartInATableIsAChart() => Assert.Contains("<td><div class=\"course-chart\"",
        Html(Shown("new[] { new { Name = \"a\", Chart = Chart.Point<int, int, string>(new[] { 1 }, new[] { 2 }) } }")), StringComparison.Ordinal);

    private MimeBundle Shown(string code) => Assert.IsType<CellResult.Succeeded>(cells.Run(code)).Value!;

    private static string Html(MimeBundle shown) => (string)shown.Data["text/html"]!;
}
