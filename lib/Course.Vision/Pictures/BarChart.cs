using System.Text.Json.Nodes;

namespace Course.Vision;

/// <summary>Bars over named categories, one colour a group, each with its value on top.</summary>
internal sealed class BarChart : Chart
{
    private readonly IReadOnlyList<string> categories;
    private readonly IReadOnlyList<Bars> groups;
    private readonly double[] ticks;

    public BarChart(IReadOnlyList<string> categories, IReadOnlyList<Bars> groups, ChartOptions options) : base(options)
    {
        if (categories.Count == 0 || groups.Count == 0)
            throw new ArgumentException("Expected at least one category and one group of bars, " +
                $"found {categories.Count} categories and {groups.Count} groups.");
        if (groups.FirstOrDefault(group => group.Values.Count != categories.Count) is { } wrong)
            throw new ArgumentException($"Bars \"{wrong.Name}\": expected one value for each of the {categories.Count} categories, " +
                $"found {wrong.Values.Count} values.");
        (this.categories, this.groups) = (categories, groups);
        double[] values = [0, options.From ?? 0, options.To ?? 0, .. groups.SelectMany(group => group.Values)];
        var drawable = values.Where(Ticks.IsDrawable).ToList();
        ticks = Ticks.Covering(drawable.Min(), drawable.Max());
    }

    public override (Svg Svg, Box Plot) Draw()
    {
        var slot = (Options.Width - 80.0) / categories.Count;
        var slanted = categories.Any(name => Svg.TextWidth(name) > slot);
        var below = slanted ? Math.Min(120, 14 + 0.7 * categories.Max(name => Svg.TextWidth(name))) : 24;
        var frame = new Frame(Options, [.. groups.Select(group => group.Name)], ticks, below, bars: true);
        slot = frame.Plot.Width / categories.Count;
        var width = slot * 0.8 / groups.Count;
        for (var c = 0; c < categories.Count; c++)
        {
            var left = frame.Plot.X + (c + 0.1) * slot;
            for (var g = 0; g < groups.Count; g++)
                DrawBar(frame, left + g * width, width, groups[g].Values[c], Palette.Of(g).Colour);
            DrawName(frame.Svg, left + slot * 0.4, frame.Plot.Bottom, categories[c], slanted);
        }
        frame.Svg.Add("path", ("d", $"M{Svg.Number(frame.Plot.X)} {Svg.Number(frame.Y(0))}H{Svg.Number(frame.Plot.Right)}"), ("stroke", Svg.Faint));
        return (frame.Svg, frame.Plot);
    }

    private static void DrawBar(Frame frame, double left, double width, double value, string colour)
    {
        if (!Ticks.IsDrawable(value))
            return;
        var (zero, end) = (frame.Y(0), frame.Y(value));
        frame.Svg.Add("rect", ("x", left + 1), ("y", Math.Min(zero, end)),
            ("width", Math.Max(1, width - 2)), ("height", Math.Abs(end - zero)), ("fill", colour));
        var label = Ticks.Short(value);
        if (Svg.TextWidth(label, 12) <= width + 6)
            frame.Svg.Text(left + width / 2, end < zero || value == 0 ? end - 4 : end + 13, label, ("text-anchor", "middle"), ("font-size", 12.0));
    }

    private static void DrawName(Svg svg, double x, double y, string name, bool slanted)
    {
        if (slanted)
            svg.Text(0, 0, name, ("text-anchor", "end"), ("transform", $"translate({Svg.Number(x + 4)} {Svg.Number(y + 14)}) rotate(-40)"));
        else
            svg.Text(x, y + 18, name, ("text-anchor", "middle"));
    }

    public override JsonArray Traces() => new([.. groups.Select((group, g) => new JsonObject
    {
        ["type"] = "bar",
        ["name"] = PlotlyText(group.Name),
        ["x"] = Numbers(Enumerable.Range(0, categories.Count).Select(i => (double)i)),
        ["y"] = Numbers(group.Values),
        ["text"] = new JsonArray([.. group.Values.Select(value => JsonValue.Create(Ticks.Short(value)))]),
        ["textposition"] = "outside",
        ["cliponaxis"] = false,
        ["marker"] = new JsonObject { ["color"] = Palette.Of(g).Colour },
        ["showlegend"] = group.Name.Length > 0 || groups.Count > 1,
    })]);

    public override JsonObject Layout()
    {
        var layout = base.Layout();
        layout["barmode"] = "group";
        layout["bargap"] = 0.2;
        layout["xaxis"] = NamedAxis(Options.X, categories);
        layout["yaxis"] = Axis(Options.Y, ticks[0], ticks[^1]);
        return layout;
    }

    public override string Describe()
    {
        var rows = groups.Select(group => group.Name + ": " +
            string.Join(", ", categories.Zip(group.Values, (name, value) => $"{name} {Ticks.Short(value)}")) + ".");
        return $"Bar chart. {Options.Title} ({Options.Y} by {Options.X}). {string.Join(' ', rows)}";
    }
}
