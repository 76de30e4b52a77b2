namespace Course.Vision;

/// <summary>One curve: points in reading order. A NaN or an infinite number leaves a gap.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="X">Where, for example step numbers. // [n]</param>
/// <param name="Y">The values there. // [n]</param>
public sealed record Series(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>A curve over 0, 1, 2 ...</summary>
    public Series(string name, IReadOnlyList<double> y) : this(name, [.. Enumerable.Range(0, y.Count).Select(i => (double)i)], y)
    {
    }

    /// <summary>Points that can be drawn.</summary>
    internal IEnumerable<(double X, double Y)> Points =>
        X.Zip(Y).Where(point => Ticks.IsDrawable(point.First) && Ticks.IsDrawable(point.Second));

    internal Series Checked() => X.Count == Y.Count ? this : throw new ArgumentException(
        $"Series \"{Name}\": expected as many x as y values, found {X.Count} x and {Y.Count} y.");
}

/// <summary>
/// How series differ: by colour, dash and marker, so that they can be told apart without colours too. Colours of Okabe and Ito,
/// "Color Universal Design" (2008), without the yellow, which vanishes on white.
/// </summary>
/// <param name="Colour">As <c>#rrggbb</c>.</param>
/// <param name="Dash">Plotly's name of the dash.</param>
/// <param name="DashArray">The same for SVG; empty for a solid line.</param>
/// <param name="Symbol">Plotly's name of the marker.</param>
/// <param name="Marker">The same as an SVG path around the origin.</param>
internal sealed record Palette(string Colour, string Dash, string DashArray, string Symbol, string Marker)
{
    private static readonly string[] colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"];

    private static readonly (string Name, string Array)[] dashes =
        [("solid", ""), ("8px,4px", "8 4"), ("2px,3px", "2 3"), ("9px,3px,2px,3px", "9 3 2 3")];

    private static readonly (string Name, string Path)[] markers =
    [
        ("circle", "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z"),
        ("square", "M-3.6-3.6h7.2v7.2h-7.2z"),
        ("diamond", "M0-5l5 5l-5 5l-5-5z"),
        ("triangle-up", "M0-5l4.6 8h-9.2z"),
        ("cross", "M-1.4-4.6h2.8v3.2h3.2v2.8h-3.2v3.2h-2.8v-3.2h-3.2v-2.8h3.2z"),
    ];

    /// <summary>The look of series number <paramref name="index"/>; 140 of them differ.</summary>
    public static Palette Of(int index)
    {
        var (dash, array) = dashes[index % dashes.Length];
        var (symbol, path) = markers[index % markers.Length];
        return new(colours[index % colours.Length], dash, array, symbol, path);
    }

    /// <summary>A line with its marker, for a legend.</summary>
    public void DrawSample(Svg svg, double x, double y)
    {
        svg.Add("path", ("d", $"M{Svg.Point(x, y)}h28"), ("stroke", Colour), ("stroke-width", 2.0),
            ("stroke-dasharray", DashArray));
        svg.Add("path", ("d", Marker), ("fill", Colour), ("transform", $"translate({Svg.Point(x + 14, y)})"));
    }
}

/// <summary>What stands around a chart. All of it is optional.</summary>
public sealed record ChartOptions
{
    /// <summary>Heading above the chart.</summary>
    public string Title { get; init; } = "";

    /// <summary>What the horizontal axis shows, with its unit.</summary>
    public string X { get; init; } = "";

    /// <summary>What the vertical axis shows, with its unit.</summary>
    public string Y { get; init; } = "";

    /// <summary>Lowest value that the vertical axis must hold; by default the data's.</summary>
    public double? From { get; init; }

    /// <summary>Highest value that the vertical axis must hold; by default the data's.</summary>
    public double? To { get; init; }

    /// <summary>Width in CSS pixels; narrower where the page is.</summary>
    public int Width { get; init; } = 640;

    /// <summary>Height in CSS pixels.</summary>
    public int Height { get; init; } = 360;
}
