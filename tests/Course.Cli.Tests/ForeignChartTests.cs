using System.Text.Json.Nodes;

namespace Course.Cli.Tests;

/// <summary>
/// Charts of Plotly.NET as values of cells, with nothing else of the kit loaded. In a process of its own: FsCheck, in this one, brings an
/// older FSharp.Core than theirs.
/// </summary>
public sealed class ForeignChartTests : IDisposable
{
    private const string Library = "window.coursePlotly ??= load('";

    private readonly CourseFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ChartIsAPictureAFigureAndAnElementForThePage()
    {
        var libraries = Path.Combine(Kit.Library, "Plotly.NET");
        var outcome = folder.Run(folder.Notebook("charts.ipynb",
            $"#r \"{libraries}.dll\"\n#r \"{libraries}.CSharp.dll\"\nusing Plotly.NET.CSharp;",
            "Chart.Column<int, string, string>(values: new[] { 3, 1 }, Keys: new[] { \"cat\", \"dog\" })",
            "Chart.Pie<int, string, string>(values: new[] { 3, 1 }, Labels: new[] { \"cat\", \"dog\" })",
            "new[] { new { Name = \"a\", Chart = Chart.Point<int, int, string>(new[] { 1 }, new[] { 2 }) } }"));
        Assert.True(outcome.ExitCode == 0, outcome.Text);

        var column = Shown(outcome, 2);
        Assert.Equal("bar", (string?)column["application/vnd.plotly.v1+json"]!["data"]![0]!["type"]);
        Assert.Equal("Plotly chart (bar). Values: 2 points.", Text(column, "text/plain"));
        Assert.StartsWith("<div class=\"course-chart\" style=\"width:600px;max-width:100%\"><img src=\"data:image/svg+xml;base64,",
            Text(column, "text/html"), StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", Text(column, "text/html"), StringComparison.Ordinal);
        Assert.Contains(Library, Text(column, "text/html"), StringComparison.Ordinal); // the first chart brings it for all

        var pie = Text(Shown(outcome, 3), "text/html");
        Assert.DoesNotContain(Library, pie, StringComparison.Ordinal);
        Assert.Contains("<p>Plotly chart (pie). It is drawn where scripts run.</p>", pie, StringComparison.Ordinal);
        Assert.Contains("<td><div class=\"course-chart\"", Text(Shown(outcome, 4), "text/html"), StringComparison.Ordinal);
    }

    private static JsonNode Shown(Outcome outcome, int cell) => outcome.Executed!["cells"]![cell - 1]!["outputs"]![0]!["data"]!;

    private static string Text(JsonNode data, string type) =>
        data[type] is JsonArray lines ? string.Concat(lines.Select(line => (string)line!)) : (string)data[type]!;
}
