namespace Course.Vision;

/// <summary>What a static chart has around its data: title, legend, vertical axis with grid, and below it whatever the chart draws.</summary>
internal sealed class Frame
{
    private const double LegendLine = 20;
    private readonly double[] ticks;

    /// <param name="options">Texts and size.</param>
    /// <param name="legend">Names in the legend; it is left out when there is one or none with a name.</param>
    /// <param name="ticks">Of the vertical axis, ascending.</param>
    /// <param name="below">Room for what stands under the plot, without the axis title.</param>
    /// <param name="bars">Whether the legend shows patches of colour, not lines.</param>
    public Frame(ChartOptions options, IReadOnlyList<string> legend, double[] ticks, double below, bool bars = false)
    {
        this.ticks = ticks;
        Svg = new(options.Width, options.Height);
        var labels = ticks.Select(tick => Ticks.Text(tick, ticks[1] - ticks[0])).ToArray();
        var left = labels.Max(label => Svg.TextWidth(label)) + 16 + (options.Y.Length > 0 ? 22 : 0);
        if (options.Title.Length > 0)
            Svg.Text(12, 24, options.Title, ("font-size", 16.0), ("font-weight", "600"));
        var top = DrawLegend(legend, left, options.Title.Length > 0 ? 46 : 22, bars);
        var bottom = options.Height - below - (options.X.Length > 0 ? 24 : 4);
        Plot = new(left, top, options.Width - left - 24, Math.Max(40, bottom - top));
        for (var i = 0; i < ticks.Length; i++)
        {
            Svg.Add("path", ("d", $"M{Svg.Number(Plot.X)} {Svg.Number(Y(ticks[i]))}H{Svg.Number(Plot.Right)}"), ("stroke", "#e0e0e0"));
            Svg.Text(Plot.X - 8, Y(ticks[i]) + 4.5, labels[i], ("text-anchor", "end"), ("fill", Svg.Faint));
        }
        if (options.X.Length > 0)
            Svg.Text(Plot.CentreX, options.Height - 9, options.X, ("text-anchor", "middle"));
        if (options.Y.Length > 0)
            Svg.Text(0, 0, options.Y, ("text-anchor", "middle"), ("transform", $"translate(18 {Svg.Number(Plot.CentreY)}) rotate(-90)"));
    }

    public Svg Svg { get; }

    public Box Plot { get; }

    public double Y(double value) => Plot.Bottom - (value - ticks[0]) / (ticks[^1] - ticks[0]) * Plot.Height;

    /// <summary>Says in the middle that there is nothing to draw.</summary>
    public void Say(string text) => Svg.Text(Plot.CentreX, Plot.CentreY, text, ("text-anchor", "middle"), ("fill", Svg.Faint));

    /// <summary>Entries from left to right, in as many lines as they need; returns where the plot may begin.</summary>
    private double DrawLegend(IReadOnlyList<string> names, double left, double y, bool bars)
    {
        if (names.Count < 2 && names.All(name => name.Length == 0))
            return y + (bars ? 4 : -6); // values stand on top of bars
        var x = left;
        for (var i = 0; i < names.Count; i++)
        {
            var width = 34 + Svg.TextWidth(names[i]) + 18;
            if (x + width > Svg.Width && x > left)
                (x, y) = (left, y + LegendLine);
            DrawSample(x, y - 4.5, Palette.Of(i), bars);
            Svg.Text(x + 34, y, names[i]);
            x += width;
        }
        return y + (bars ? 22 : 14);
    }

    private void DrawSample(double x, double y, Palette look, bool bar)
    {
        if (bar)
        {
            Svg.Add("rect", ("x", x + 12), ("y", y - 6), ("width", 14.0), ("height", 12.0), ("fill", look.Colour));
            return;
        }
        Svg.Add("path", ("d", $"M{Svg.Number(x)} {Svg.Number(y)}h28"), ("stroke", look.Colour), ("stroke-width", 2.0),
            ("stroke-dasharray", look.DashArray));
        Svg.Add("path", ("d", look.Marker), ("fill", look.Colour), ("transform", $"translate({Svg.Number(x + 14)} {Svg.Number(y)})"));
    }
}
