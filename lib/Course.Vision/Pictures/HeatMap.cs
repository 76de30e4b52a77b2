using System.Text.Json.Nodes;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>A matrix as coloured cells; a small one with its numbers. Row 0 is at the top, as in a printed matrix.</summary>
internal sealed class HeatMap : Chart
{
    private const int MostNumbered = 24; // rows or columns; beyond that, a colour bar says what the colours mean
    private const double Gap = 8;
    private readonly int rows, columns;
    private readonly double[] values; // row by row
    private readonly double[] shades; // what the colours show
    private readonly MapScale scale;
    private readonly IReadOnlyList<string> names = []; // of the rows and of the columns

    /// <summary>Blue to red around zero where there are negative numbers, else white to blue.</summary>
    public HeatMap(Tensor matrix, ChartOptions options) : base(options)
    {
        if (matrix.Dimensions != 2 || matrix.numel() == 0)
            throw new ArgumentException("Expected a matrix [rows, columns] with at least one number, " +
                $"found {Expect.Shape(matrix)}.", nameof(matrix));
        (rows, columns) = ((int)matrix.shape[0], (int)matrix.shape[1]);
        values = shades = Values(matrix);
        scale = MapScale.Over(values, ColourMap.Blues);
        var most = Math.Max(-scale.Low, scale.High);
        if (scale.Low < 0)
            scale = new(ColourMap.Diverging, -most, most);
    }

    /// <summary>Counts of named classes, coloured by their share of the row.</summary>
    public HeatMap(Tensor counts, IReadOnlyList<string> names, ChartOptions options) : this(counts, options)
    {
        using var scope = NewDisposeScope();
        this.names = [.. names.Select(Words.Here.Term)];
        shades = Values(counts.to(ScalarType.Float64) / counts.sum(1, keepdim: true).clamp(min: 1));
        scale = new(ColourMap.Blues, 0, 1);
    }

    private bool Numbered => Math.Max(rows, columns) <= MostNumbered;

    private bool NamesAreSlanted => names.Any(name => Svg.TextWidth(name) > CellSize().Width - 4);

    public override (Svg Svg, Box Plot) Draw()
    {
        var (width, height) = CellSize();
        var longest = names.Append("").Max(name => Svg.TextWidth(name));
        var below = names.Count == 0 ? Gap : NamesAreSlanted ? 14 + 0.75 * longest : 26;
        var left = 2 * Gap + longest + (Options.Y.Length > 0 ? 22 : 0);
        var plot = new Box(left, Options.Title.Length > 0 ? 40 : 12, columns * width, rows * height);
        var svg = new Svg(
            Math.Max(plot.Right + (Numbered ? 2 * Gap : MapScale.BarRoom), Svg.TextWidth(Options.Title, 16) + 24),
            plot.Bottom + below + (Options.X.Length > 0 ? 24 : 4));
        DrawTexts(svg, plot);
        if (Numbered)
            for (var i = 0; i < values.Length; i++)
                DrawCell(svg, new(plot.X + i % columns * width, plot.Y + i / columns * height, width, height), i);
        else
        {
            using var scope = NewDisposeScope();
            svg.Image(plot, Pixels.ToPng(scale.Colour(tensor(shades).reshape(rows, columns)))); // thousands of elements are slow
            scale.DrawBar(svg, plot with { X = plot.Right + 12, Width = 12 });
        }
        for (var i = 0; i < names.Count; i++)
        {
            svg.Text(plot.X - Gap, plot.Y + (i + 0.5) * height + 4.5, names[i], ("text-anchor", "end"));
            DrawColumnName(svg, plot.X + (i + 0.5) * width, plot.Bottom, names[i]);
        }
        return (svg, plot);
    }

    private (double Width, double Height) CellSize()
    {
        var side = Math.Clamp(480.0 / Math.Max(rows, columns), 1, 18);
        return Numbered ? (Math.Max(36, values.Max(value => Svg.TextWidth(Ticks.Short(value, 3))) + 10), 36) : (side, side);
    }

    private void DrawCell(Svg svg, Box cell, int index)
    {
        var (known, share) = (Ticks.IsDrawable(values[index]), scale.Share(shades[index]));
        svg.Add("rect", ("x", cell.X), ("y", cell.Y), ("width", cell.Width), ("height", cell.Height),
            ("fill", known ? scale.Map.Hex(share) : "#e0e0e0"), ("stroke", "#fff"));
        svg.Text(cell.CentreX, cell.CentreY + 4.5, Ticks.Short(values[index], 3),
            ("text-anchor", "middle"), ("fill", known ? scale.Map.InkOn(share) : "#000000"));
    }

    private void DrawColumnName(Svg svg, double x, double y, string name)
    {
        if (NamesAreSlanted)
            svg.Text(0, 0, name, ("text-anchor", "end"), ("transform", $"translate({Svg.Point(x + 4, y + 16)}) rotate(-45)"));
        else
            svg.Text(x, y + 19, name, ("text-anchor", "middle"));
    }

    public override JsonArray Traces() => new(new JsonObject
    {
        ["type"] = "heatmap",
        ["z"] = Rows(shades, Number),
        ["zmin"] = scale.High > scale.Low ? scale.Low : scale.Low - 1,
        ["zmax"] = scale.High > scale.Low ? scale.High : scale.High + 1,
        ["text"] = Numbered ? Rows(values, value => JsonValue.Create(Ticks.Short(value, 3))) : null,
        ["texttemplate"] = Numbered ? "%{text}" : "",
        ["hovertemplate"] = $"{PlotlyText(Options.Y)} %{{y}}<br>{PlotlyText(Options.X)} %{{x}}<br>" +
            (Numbered ? "%{text}" : "%{z:.4g}") + "<extra></extra>",
        ["xgap"] = Numbered ? 1 : 0,
        ["ygap"] = Numbered ? 1 : 0,
        ["showscale"] = !Numbered,
        ["colorscale"] = PlotlyColours(scale.Map),
    });

    private JsonArray Rows(double[] numbers, Func<double, JsonNode?> cell) =>
        new([.. numbers.Chunk(columns).Select(row => new JsonArray([.. row.Select(cell)]))]);

    public override JsonObject Layout()
    {
        var layout = base.Layout();
        layout["xaxis"] = CellAxis(Options.X, -0.5, columns - 0.5, columns);
        layout["yaxis"] = CellAxis(Options.Y, rows - 0.5, -0.5, rows);
        if (NamesAreSlanted)
            layout["xaxis"]!["tickangle"] = -45;
        return layout;
    }

    /// <summary>An axis with a name at 0, 1, 2 ... (Plotly would merge classes of the same name).</summary>
    private JsonObject CellAxis(string title, double from, double to, int count)
    {
        var axis = Axis(title, from, to);
        var places = Enumerable.Range(0, count).ToList();
        axis["tickvals"] = new JsonArray([.. places.Select(place => JsonValue.Create(place))]);
        axis["ticktext"] = new JsonArray([.. places.Select(place => JsonValue.Create(NameOf(place)))]);
        axis["ticks"] = "";
        axis["showgrid"] = false;
        axis["zeroline"] = false;
        return axis;

        string NameOf(int place) => PlotlyText(names.ElementAtOrDefault(place) ?? "");
    }

    public override string Describe()
    {
        var lines = (Numbered ? values : []).Chunk(columns).Select((row, i) =>
            (i < names.Count ? names[i] + ": " : "") + string.Join(" ", row.Select(value => Ticks.Short(value))));
        var range = MapScale.Over(values, scale.Map);
        return Words.Here["Matrix", rows, columns, Options.Title, Ticks.Short(range.Low), Ticks.Short(range.High),
            string.Join("; ", lines)];
    }
}
