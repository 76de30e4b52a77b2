using System.Text;
using System.Text.Json.Nodes;

namespace Course.Vision;

/// <summary>Curves over a common axis.</summary>
internal sealed class LineChart : Chart
{
    private const int FewPoints = 40; // up to here each point has a marker
    private readonly IReadOnlyList<Series> series;
    private readonly double[] xTicks;
    private readonly double[] yTicks;

    public LineChart(IReadOnlyList<Series> series, ChartOptions options) : base(options)
    {
        this.series = [.. series.Select(one => one.Checked())];
        var points = series.SelectMany(one => one.Points).ToList();
        xTicks = Covering(points.Select(point => point.X));
        yTicks = Covering([.. points.Select(point => point.Y), .. Bounds(options)]);
    }

    public override (Svg Svg, Box Plot) Draw()
    {
        var frame = new Frame(Options, [.. series.Select(one => one.Name)], yTicks, below: 24);
        var plot = frame.Plot;
        foreach (var tick in xTicks)
        {
            frame.Svg.Add("path", ("d", $"M{Svg.Number(X(tick))} {Svg.Number(plot.Bottom)}v5"), ("stroke", Svg.Faint));
            frame.Svg.Text(X(tick), plot.Bottom + 19, Ticks.Text(tick, xTicks[1] - xTicks[0]), ("text-anchor", "middle"), ("fill", Svg.Faint));
        }
        frame.Svg.Add("path", ("d", $"M{Svg.Number(plot.X)} {Svg.Number(plot.Bottom)}H{Svg.Number(plot.Right)}"), ("stroke", Svg.Faint));
        for (var i = 0; i < series.Count; i++)
            DrawCurve(frame, series[i], Palette.Of(i), X);
        if (!series.SelectMany(one => one.Points).Any())
            frame.Say(series.Any(one => one.X.Count > 0) ? "no finite values" : "no values yet");
        return (frame.Svg, frame.Plot);

        double X(double value) => plot.X + (value - xTicks[0]) / (xTicks[^1] - xTicks[0]) * plot.Width;
    }

    private static void DrawCurve(Frame frame, Series series, Palette look, Func<double, double> x)
    {
        var path = new StringBuilder();
        var pen = 'M';
        foreach (var run in Runs(series))
        {
            foreach (var point in Thin([.. run.Select(point => (x(point.X), frame.Y(point.Y)))]))
            {
                path.Append(pen).Append(Svg.Number(point.X)).Append(' ').Append(Svg.Number(point.Y));
                pen = 'L';
            }
            path.Append(run.Count == 1 ? "h0" : ""); // a round dot
            pen = 'M';
        }
        frame.Svg.Add("path", ("d", path), ("fill", "none"), ("stroke", look.Colour), ("stroke-width", 2.0),
            ("stroke-dasharray", look.DashArray), ("stroke-linejoin", "round"), ("stroke-linecap", "round"));
        foreach (var point in series.X.Count <= FewPoints ? series.Points : [])
            frame.Svg.Add("path", ("d", look.Marker), ("fill", look.Colour),
                ("transform", $"translate({Svg.Number(x(point.X))} {Svg.Number(frame.Y(point.Y))})"));
    }

    /// <summary>The stretches between gaps.</summary>
    private static IEnumerable<List<(double X, double Y)>> Runs(Series series)
    {
        var run = new List<(double, double)>();
        foreach (var (x, y) in series.X.Zip(series.Y).Append((double.NaN, double.NaN)))
        {
            if (Ticks.IsDrawable(x) && Ticks.IsDrawable(y))
                run.Add((x, y));
            else if (run.Count > 0)
            {
                yield return run;
                run = [];
            }
        }
    }

    /// <summary>Thousands of steps: first, lowest, highest and last point of each pixel column look the same as all.</summary>
    private static IEnumerable<(double X, double Y)> Thin(List<(double X, double Y)> points)
    {
        if (points.Count < 1500 || points.Zip(points.Skip(1)).Any(pair => pair.Second.X < pair.First.X))
            return points;
        return points.GroupBy(point => Math.Floor(point.X)).SelectMany(column => new[]
            { column.First(), column.MinBy(point => point.Y), column.MaxBy(point => point.Y), column.Last() });
    }

    public override JsonArray Traces() => new([.. series.Select((one, i) => new JsonObject
    {
        ["type"] = "scatter",
        ["mode"] = one.X.Count <= FewPoints ? "lines+markers" : "lines",
        ["name"] = PlotlyText(one.Name),
        ["x"] = Numbers(one.X),
        ["y"] = Numbers(one.Y),
        ["line"] = new JsonObject { ["color"] = Palette.Of(i).Colour, ["dash"] = Palette.Of(i).Dash, ["width"] = 2 },
        ["marker"] = new JsonObject { ["symbol"] = Palette.Of(i).Symbol, ["size"] = 8 },
        ["cliponaxis"] = false,
        ["showlegend"] = one.Name.Length > 0 || series.Count > 1,
    })]);

    public override JsonObject Layout()
    {
        var layout = base.Layout();
        layout["xaxis"] = Axis(Options.X, xTicks[0], xTicks[^1]);
        layout["yaxis"] = Axis(Options.Y, yTicks[0], yTicks[^1]);
        return layout;
    }

    public override string Describe()
    {
        var curves = series.Select(one => one.Points.ToList() is { Count: > 0 } points
            ? $"{one.Name}: {points.Count} points, from {At(points[0])} to {At(points[^1])}."
            : $"{one.Name}: no values.");
        return $"Line chart. {Options.Title} ({Options.Y} over {Options.X}). {string.Join(' ', curves)}";

        static string At((double X, double Y) point) => $"{Ticks.Short(point.Y)} at {Ticks.Short(point.X)}";
    }

    private static double[] Covering(IEnumerable<double> values)
    {
        var all = values.DefaultIfEmpty(0).ToList();
        return Ticks.Covering(all.Min(), all.Max());
    }

    private static IEnumerable<double> Bounds(ChartOptions options) =>
        new[] { options.From, options.To }.OfType<double>().Where(Ticks.IsDrawable);
}
