using System.Text;
using System.Text.Json.Nodes;

namespace Course.Vision;

/// <summary>Curves over a common axis, or clouds of points.</summary>
internal sealed class LineChart : Chart
{
    private const int FewPoints = 40; // with more, a curve has no markers
    private readonly IReadOnlyList<Series> series;
    private readonly double[] xTicks;
    private readonly double[] yTicks;

    public LineChart(IReadOnlyList<Series> series, ChartOptions options) : base(options)
    {
        this.series = [.. series.Select(one => one.Checked())];
        var points = series.SelectMany(one => one.Points).ToList();
        double?[] bounds = [options.From, options.To];
        xTicks = Ticks.Covering(points.Select(point => point.X));
        yTicks = Ticks.Covering([.. points.Select(point => point.Y), .. bounds.OfType<double>()]);
    }

    public override (Svg Svg, Box Plot) Draw()
    {
        var svg = new Svg(Options.Width, Options.Height);
        var labels = yTicks.Select(tick => Ticks.Text(tick, yTicks[1] - yTicks[0])).ToArray();
        var left = labels.Max(label => Svg.TextWidth(label)) + 16 + (Options.Y.Length > 0 ? 22 : 0);
        var top = DrawLegend(svg, left, Options.Title.Length > 0 ? 46 : 22);
        var bottom = Math.Max(top + 40, Options.Height - 24 - (Options.X.Length > 0 ? 24 : 4));
        var plot = new Box(left, top, Options.Width - left - 24, bottom - top);
        DrawTexts(svg, plot);
        for (var i = 0; i < yTicks.Length; i++)
        {
            svg.Add("path", ("d", $"M{Svg.Point(plot.X, Y(yTicks[i]))}H{Svg.Number(plot.Right)}"), ("stroke", "#e0e0e0"));
            svg.Text(plot.X - 8, Y(yTicks[i]) + 4.5, labels[i], ("text-anchor", "end"), ("fill", Svg.Faint));
        }
        foreach (var tick in xTicks)
        {
            svg.Add("path", ("d", $"M{Svg.Point(X(tick), bottom)}v5"), ("stroke", Svg.Faint));
            var label = Ticks.Text(tick, xTicks[1] - xTicks[0]);
            svg.Text(X(tick), bottom + 19, label, ("text-anchor", "middle"), ("fill", Svg.Faint));
        }
        svg.Add("path", ("d", $"M{Svg.Point(plot.X, bottom)}H{Svg.Number(plot.Right)}"), ("stroke", Svg.Faint));
        for (var i = 0; i < series.Count; i++)
            DrawCurve(svg, series[i], Look(i), X, Y);
        if (!series.SelectMany(one => one.Points).Any())
            svg.Text(plot.CentreX, plot.CentreY, Words.Here[series.Any(one => one.X.Count > 0) ? "NoneFinite" : "NoneYet"],
                ("text-anchor", "middle"), ("fill", Svg.Faint));
        return (svg, plot);

        double X(double value) => plot.X + (value - xTicks[0]) / (xTicks[^1] - xTicks[0]) * plot.Width;
        double Y(double value) => plot.Bottom - (value - yTicks[0]) / (yTicks[^1] - yTicks[0]) * plot.Height;
    }

    private Palette Look(int index) => series[index].Behind ? Palette.Behind : Palette.Of(index);

    /// <summary>Entries from left to right, in as many lines as they need; returns where the plot may begin.</summary>
    private double DrawLegend(Svg svg, double left, double y)
    {
        if (series.Count < 2 && series.All(one => one.Name.Length == 0))
            return y - 6;
        var x = left;
        for (var i = 0; i < series.Count; i++)
        {
            var width = 34 + Svg.TextWidth(series[i].Name) + 18;
            if (x + width > svg.Width && x > left)
                (x, y) = (left, y + 20);
            Look(i).DrawSample(svg, x, y - 4.5);
            svg.Text(x + 34, y, series[i].Name);
            x += width;
        }
        return y + 14;
    }

    private void DrawCurve(Svg svg, Series series, Palette look, Func<double, double> toX, Func<double, double> toY)
    {
        var path = new StringBuilder();
        var pen = 'M';
        foreach (var (x, y) in series.X.Zip(series.Y))
        {
            if (!Ticks.IsDrawable(x) || !Ticks.IsDrawable(y))
            {
                pen = 'M';
                continue;
            }
            // Alone between two gaps, a point becomes a round dot.
            path.Append(pen).Append(Svg.Point(toX(x), toY(y))).Append(pen == 'M' ? "h0" : "");
            pen = 'L';
        }
        if (Options.Joined)
            svg.Add("path", ("d", path), ("fill", "none"), ("stroke", look.Colour), ("stroke-width", look.Width),
                ("stroke-dasharray", look.DashArray), ("stroke-linejoin", "round"), ("stroke-linecap", "round"));
        foreach (var (x, y) in HasMarkers(series) ? series.Points : [])
            svg.Add("path", ("d", look.Marker), ("fill", look.Colour), ("transform", $"translate({Svg.Point(toX(x), toY(y))})"));
    }

    private bool HasMarkers(Series one) => one.X.Count <= FewPoints || !Options.Joined;

    public override JsonArray Traces() => new([.. series.Select((one, i) => new JsonObject
    {
        ["type"] = "scatter",
        ["mode"] = !Options.Joined ? "markers" : HasMarkers(one) ? "lines+markers" : "lines",
        ["name"] = PlotlyText(one.Name),
        ["x"] = Numbers(one.X),
        ["y"] = Numbers(one.Y),
        ["line"] = new JsonObject { ["color"] = Look(i).Colour, ["dash"] = Look(i).Dash, ["width"] = Look(i).Width },
        ["marker"] = new JsonObject { ["symbol"] = Look(i).Symbol, ["size"] = 8 },
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
        var curves = series.Select(one => one.Points.ToList() is not { Count: > 0 } points ? Words.Here["NoCurve", one.Name]
            : Words.Here["Curve", [one.Name, points.Count, .. At(points[0]), .. At(points[^1])]]);
        return Words.Here["LineChart", Options.Title, Options.Y, Options.X, string.Join(' ', curves)];

        static string[] At((double X, double Y) point) => [Ticks.Short(point.Y), Ticks.Short(point.X)];
    }
}
