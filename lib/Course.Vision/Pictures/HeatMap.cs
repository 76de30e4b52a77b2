using System.Text.Json.Nodes;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>A matrix as coloured cells; a small one with its numbers. Row 0 is at the top, as in a printed matrix.</summary>
internal sealed class HeatMap(double[,] values, ChartOptions options) : Chart(options)
{
    private const int MostNumbered = 24; // rows or columns; beyond that, a colour bar says what the colours mean
    private readonly int rows = values.GetLength(0);
    private readonly int columns = values.GetLength(1);

    public IReadOnlyList<string> RowNames { get; init; } = [];

    public IReadOnlyList<string> ColumnNames { get; init; } = [];

    public ColourMap Map { get; init; } = ColourMap.Blues;

    /// <summary>What the colours show; by default the numbers themselves.</summary>
    public double[,]? Shades { get; init; }

    /// <summary>Lowest and highest shade.</summary>
    public required (double Low, double High) Range { get; init; }

    private bool NamesAreSlanted => ColumnNames.Any(name => Svg.TextWidth(name) > CellSize().Width - 4);

    private bool Numbered => Math.Max(rows, columns) <= MostNumbered;

    /// <summary>Lowest and highest of the finite values.</summary>
    public static (double Low, double High) RangeOf(IEnumerable<double> values)
    {
        var finite = values.Where(Ticks.IsDrawable).DefaultIfEmpty(0).ToList();
        return (finite.Min(), finite.Max());
    }

    public override (Svg Svg, Box Plot) Draw()
    {
        var (width, height) = CellSize();
        var left = 16 + RowNames.Append("").Max(name => Svg.TextWidth(name)) + (Options.Y.Length > 0 ? 22 : 0);
        var slanted = NamesAreSlanted;
        var names = ColumnNames.Count == 0 ? 8 : slanted ? 14 + 0.75 * ColumnNames.Max(name => Svg.TextWidth(name)) : 26;
        var plot = new Box(left, Options.Title.Length > 0 ? 40 : 12, columns * width, rows * height);
        var right = Numbered ? 16 : ColourBar.Room;
        var svg = new Svg(Math.Max(plot.Right + right, Svg.TextWidth(Options.Title, 16) + 24), plot.Bottom + names + (Options.X.Length > 0 ? 24 : 4));
        svg.Text(12, 24, Options.Title, ("font-size", 16.0), ("font-weight", "600"));
        if (!Numbered)
            DrawPixels(svg, plot);
        for (var row = 0; row < rows && Numbered; row++)
            for (var column = 0; column < columns; column++)
                DrawCell(svg, new(plot.X + column * width, plot.Y + row * height, width, height), row, column);
        for (var row = 0; row < RowNames.Count; row++)
            svg.Text(plot.X - 8, plot.Y + (row + 0.5) * height + 4.5, RowNames[row], ("text-anchor", "end"));
        for (var column = 0; column < ColumnNames.Count; column++)
            DrawColumnName(svg, plot.X + (column + 0.5) * width, plot.Bottom, ColumnNames[column], slanted);
        svg.Text(plot.CentreX, svg.Height - 9, Options.X, ("text-anchor", "middle"));
        svg.Text(0, 0, Options.Y, ("text-anchor", "middle"), ("transform", $"translate(18 {Svg.Number(plot.CentreY)}) rotate(-90)"));
        if (!Numbered)
            ColourBar.Draw(svg, plot with { X = plot.Right + 12, Width = 12 }, Map, Range);
        return (svg, plot);
    }

    private (double Width, double Height) CellSize()
    {
        if (!Numbered)
        {
            var side = Math.Clamp(480.0 / Math.Max(rows, columns), 1, 18);
            return (side, side);
        }
        var widest = values.Cast<double>().Max(value => Svg.TextWidth(Ticks.Short(value, 3)));
        return (Math.Max(36, widest + 10), 36);
    }

    private void DrawCell(Svg svg, Box cell, int row, int column)
    {
        var (value, shade) = (values[row, column], Shade(row, column));
        var known = Ticks.IsDrawable(value);
        svg.Add("rect", ("x", cell.X), ("y", cell.Y), ("width", cell.Width), ("height", cell.Height),
            ("fill", known ? Map.Hex(shade) : "#e0e0e0"), ("stroke", "#fff"));
        svg.Text(cell.CentreX, cell.CentreY + 4.5, Ticks.Short(value, 3), ("text-anchor", "middle"), ("fill", known ? Map.InkOn(shade) : "#000000"));
    }

    /// <summary>One pixel a cell: thousands of rectangles would make a page slow.</summary>
    private void DrawPixels(Svg svg, Box plot)
    {
        using var scope = NewDisposeScope();
        var shades = Enumerable.Range(0, rows * columns).Select(i => Shade(i / columns, i % columns)).ToArray();
        svg.Pixels(plot, Map.Apply(tensor(shades).reshape(rows, columns)));
    }

    private double Shade(int row, int column) =>
        Range.High > Range.Low ? ((Shades ?? values)[row, column] - Range.Low) / (Range.High - Range.Low) : 0.5;

    private static void DrawColumnName(Svg svg, double x, double y, string name, bool slanted)
    {
        if (slanted)
            svg.Text(0, 0, name, ("text-anchor", "end"), ("transform", $"translate({Svg.Number(x + 4)} {Svg.Number(y + 16)}) rotate(-45)"));
        else
            svg.Text(x, y + 19, name, ("text-anchor", "middle"));
    }

    public override JsonArray Traces() => new(new JsonObject
    {
        ["type"] = "heatmap",
        ["z"] = Rows((row, column) => Number((Shades ?? values)[row, column])),
        ["zmin"] = Range.High > Range.Low ? Range.Low : Range.Low - 1,
        ["zmax"] = Range.High > Range.Low ? Range.High : Range.High + 1,
        ["text"] = Numbered ? Rows((row, column) => JsonValue.Create(Ticks.Short(values[row, column], 3))) : null,
        ["texttemplate"] = Numbered ? "%{text}" : "",
        ["hovertemplate"] = $"{PlotlyText(Options.Y)} %{{y}}<br>{PlotlyText(Options.X)} %{{x}}<br>" +
            (Numbered ? "%{text}" : "%{z:.4g}") + "<extra></extra>",
        ["xgap"] = Numbered ? 1 : 0,
        ["ygap"] = Numbered ? 1 : 0,
        ["showscale"] = !Numbered,
        ["colorscale"] = new JsonArray([.. Map.Scale.Select(stop => new JsonArray(stop.Place, stop.Colour))]),
    });

    private JsonArray Rows(Func<int, int, JsonNode?> cell) => new([.. Enumerable.Range(0, rows).Select(row =>
        new JsonArray([.. Enumerable.Range(0, columns).Select(column => cell(row, column))]))]);

    public override JsonObject Layout()
    {
        var layout = base.Layout();
        layout["xaxis"] = NamedAxis(Options.X, ColumnNames.Count > 0 ? ColumnNames : [.. Enumerable.Repeat("", columns)]);
        if (NamesAreSlanted)
            layout["xaxis"]!["tickangle"] = -45;
        layout["yaxis"] = NamedAxis(Options.Y, RowNames.Count > 0 ? RowNames : [.. Enumerable.Repeat("", rows)], downward: true);
        return layout;
    }

    public override string Describe()
    {
        var lines = Enumerable.Range(0, Numbered ? rows : 0).Select(row => (row < RowNames.Count ? RowNames[row] + ": " : "") +
            string.Join(" ", Enumerable.Range(0, columns).Select(column => Ticks.Short(values[row, column]))));
        var range = RangeOf(values.Cast<double>());
        return $"Matrix of {rows} rows and {columns} columns. {Options.Title}. Values from {Ticks.Short(range.Low)} to {Ticks.Short(range.High)}. " +
            string.Join("; ", lines);
    }
}
