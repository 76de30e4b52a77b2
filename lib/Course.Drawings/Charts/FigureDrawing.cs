using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Course.Drawings;

/// <summary>Draws the traces of a Plotly figure that stand on one pair of axes.</summary>
internal sealed partial class FigureDrawing
{
    private const int MostCells = 64; // of a side; a larger heat map is drawn from every second, third ... cell
    private readonly Svg svg;
    private readonly List<JsonObject> traces;
    private readonly List<Bar> bars;
    private readonly FigureAxis across, up;
    private Box plot;

    /// <param name="Slot">Its place among the bars of one value, from -0.5 to 0.5.</param>
    private sealed record Bar(JsonObject Trace, bool IsFlat, JsonNode? At, double From, double To, double Slot, double Width);

    public FigureDrawing(List<JsonObject> traces, JsonObject layout, double width, double height)
    {
        this.traces = traces;
        svg = new Svg(width, height);
        bars = Bars([.. traces.Where(trace => FigurePicture.Kind(trace) == "bar")], layout["barmode"]?.ToString());
        var isCells = traces.Exists(trace => FigurePicture.Kind(trace) == "heatmap");
        across = new([.. traces.SelectMany(trace => Values(trace, "x"))], layout["xaxis"], isCells, Reach(flat: true));
        up = new([.. traces.SelectMany(trace => Values(trace, "y"))], layout["yaxis"], isCells, Reach(flat: false));
    }

    public Svg Draw(string title)
    {
        var left = up.Marks.Max(mark => Svg.TextWidth(mark.Text)) + 16 + (up.Title.Length > 0 ? 22 : 0);
        var named = traces.Where(trace => Name(trace).Length > 0).ToList();
        var top = title.Length > 0 ? 46.0 : 22;
        if (named.Count > 1 || named.Exists(trace => (bool?)trace["showlegend"] == true))
            top = DrawLegend(left, top) + 12;
        var right = 12 + Svg.TextWidth(across.Marks[^1].Text) / 2;
        plot = new(left, top, svg.Width - left - right, svg.Height - top - (across.Title.Length > 0 ? 52 : 32));
        svg.Text(12, 24, title, ("font-size", 16.0), ("font-weight", "600"));
        svg.Text(plot.CentreX, svg.Height - 9, across.Title, ("text-anchor", "middle"));
        svg.Text(0, 0, up.Title, ("text-anchor", "middle"),
            ("transform", $"translate({Svg.Point(18, plot.CentreY)}) rotate(-90)"));
        foreach (var (place, text) in up.Marks)
        {
            svg.Add("path", ("d", $"M{Svg.Point(plot.X, Y(place))}H{Svg.Number(plot.Right)}"), ("stroke", "#e0e0e0"));
            svg.Text(plot.X - 8, Y(place) + 4.5, text, ("text-anchor", "end"), ("fill", Svg.Faint));
        }
        foreach (var (place, text) in across.Marks)
            svg.Text(X(place), plot.Bottom + 19, text, ("text-anchor", "middle"), ("fill", Svg.Faint));
        foreach (var trace in traces.Where(trace => FigurePicture.Kind(trace) == "heatmap"))
            DrawCells(trace);
        foreach (var bar in bars)
            DrawBar(bar);
        foreach (var trace in traces.Where(trace => FigurePicture.Kind(trace).StartsWith("scatter", StringComparison.Ordinal)))
            DrawCurve(trace);
        return svg;
    }

    /// <summary>How much there is of each trace.</summary>
    public string Describe() => string.Join(' ', traces.Select(trace => FigurePicture.Kind(trace) == "heatmap"
        ? Words.Here["FigureRows", Name(trace, Words.Here["Values"]), Count(trace, "y"), Count(trace, "x")]
        : Words.Here["FigurePoints", Name(trace, Words.Here["Values"]), Values(trace, "y").Count()]));

    private double X(double place) => plot.X + (place - across.Low) / (across.High - across.Low) * plot.Width;

    private double Y(double place) => plot.Bottom - (place - up.Low) / (up.High - up.Low) * plot.Height;

    private double DrawLegend(double x, double y)
    {
        foreach (var trace in traces)
        {
            var width = 34 + Svg.TextWidth(Name(trace)) + 18;
            svg.Add("path", ("d", $"M{Svg.Point(x, y - 4.5)}h28"), ("stroke", Colour(trace)), ("stroke-width", 6.0));
            svg.Text(x + 34, y, Name(trace));
            x += width;
        }
        return y;
    }

    private void DrawCurve(JsonObject trace)
    {
        var mode = trace["mode"]?.ToString() ?? "lines";
        var points = Values(trace, "x").Zip(Values(trace, "y"), (x, y) => (X: across.Place(x), Y: up.Place(y))).ToList();
        var (path, pen) = (new StringBuilder(), 'M');
        foreach (var (x, y) in points)
        {
            if (x is not { } right || y is not { } high || !Ticks.IsDrawable(right) || !Ticks.IsDrawable(high))
            {
                pen = 'M';
                continue;
            }
            path.Append(pen).Append(Svg.Point(X(right), Y(high)));
            pen = 'L';
            if (mode.Contains("markers", StringComparison.Ordinal))
                svg.Add("circle", ("cx", X(right)), ("cy", Y(high)), ("r", 3.5), ("fill", Colour(trace)));
        }
        if (mode.Contains("lines", StringComparison.Ordinal))
            svg.Add("path", ("d", path), ("fill", "none"), ("stroke", Colour(trace)), ("stroke-width", 2.0),
                ("stroke-linejoin", "round"));
    }

    private void DrawBar(Bar bar)
    {
        if ((bar.IsFlat ? up : across).Place(bar.At) is not { } middle)
            return;
        var (start, end) = (middle + bar.Slot, middle + bar.Slot + bar.Width);
        var (left, right, bottom, top) = bar.IsFlat ? (X(bar.From), X(bar.To), Y(start), Y(end))
            : (X(start), X(end), Y(bar.From), Y(bar.To));
        svg.Add("rect", ("x", Math.Min(left, right)), ("y", Math.Min(top, bottom)), ("width", Math.Abs(right - left)),
            ("height", Math.Abs(top - bottom)),
            ("fill", Colour(bar.Trace)));
    }

    private void DrawCells(JsonObject trace)
    {
        var rows = trace["z"]!.AsArray().Select(row => row?.AsArray().Select(FigurePicture.Number).ToArray() ?? []).ToArray();
        var known = rows.SelectMany(row => row).OfType<double>().Where(Ticks.IsDrawable).DefaultIfEmpty(0).ToList();
        var (low, high) = (known.Min(), known.Max());
        var step = Math.Max(1, (Math.Max(rows.Length, rows.Max(row => row.Length)) + MostCells - 1) / MostCells);
        for (var i = 0; i < rows.Length; i += step)
            for (var j = 0; j < rows[i].Length; j += step)
                if (rows[i][j] is { } value)
                    svg.Add("rect", ("x", X(j - 0.5)), ("y", Y(i - 0.5 + step)), ("width", X(step) - X(0) + 0.3),
                        ("height", Y(0) - Y(step) + 0.3),
                        ("fill", ColourMap.Viridis.Hex(high > low ? (value - low) / (high - low) : 0.5)));
    }

    /// <summary>Bars beside each other for each value, or one on the other.</summary>
    private static List<Bar> Bars(List<JsonObject> traces, string? mode)
    {
        var (all, feet) = (new List<Bar>(), new Dictionary<(string, bool), double>());
        for (var i = 0; i < traces.Count; i++)
        {
            var isFlat = traces[i]["orientation"]?.ToString() == "h";
            var stacked = mode is "stack" or "relative";
            var width = stacked ? 0.8 : 0.8 / traces.Count;
            foreach (var (at, size) in Values(traces[i], isFlat ? "y" : "x").Zip(Values(traces[i], isFlat ? "x" : "y")))
            {
                var length = FigurePicture.Number(size) ?? 0;
                var key = ($"{at}", length < 0);
                var foot = stacked ? feet.GetValueOrDefault(key) : 0;
                feet[key] = foot + length;
                all.Add(new(traces[i], isFlat, at, foot, foot + length, stacked ? -0.4 : -0.4 + i * width, width));
            }
        }
        return all;
    }

    /// <summary>What the bars that lie along this axis, or their sides across it, reach.</summary>
    private IEnumerable<double> Reach(bool flat) => bars.SelectMany<Bar, double>(bar => bar.IsFlat == flat ? [bar.From, bar.To]
        : FigurePicture.Number(bar.At) is { } place ? [place - 0.5, place + 0.5] : []);

    /// <summary>The values along an axis; without any, 0, 1, 2 ... as Plotly counts.</summary>
    private static IEnumerable<JsonNode?> Values(JsonObject trace, string axis) => trace[axis] as JsonArray
        ?? Enumerable.Range(0, Count(trace, axis)).Select(i => (JsonNode?)JsonValue.Create(i));

    private static int Count(JsonObject trace, string axis) => FigurePicture.Kind(trace) != "heatmap"
        ? (trace[axis == "x" ? "y" : "x"] as JsonArray)?.Count ?? 0
        : axis == "y" ? trace["z"]!.AsArray().Count : trace["z"]![0]?.AsArray().Count ?? 0;

    private static string Name(JsonObject trace, string otherwise = "") =>
        trace["name"]?.ToString() is { Length: > 0 } name ? name : otherwise;

    private string Colour(JsonObject trace)
    {
        var told = (trace["line"]?["color"] ?? trace["marker"]?["color"])?.ToString() ?? "";
        return ColourName().IsMatch(told) ? told : Palette.Of(traces.IndexOf(trace)).Colour;
    }

    [GeneratedRegex(@"^(#[0-9a-fA-F]{3,8}|[a-z]+|rgba?\([\d., ]+\))$")]
    private static partial Regex ColourName();
}
