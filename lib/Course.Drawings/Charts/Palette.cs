namespace Course.Drawings;

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

    /// <summary>Of what lies behind the others.</summary>
    public static Palette Behind { get; } = Of(0) with { Colour = "#8c8c8c", Width = 1 };

    /// <summary>In pixels.</summary>
    public double Width { get; init; } = 2;

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
        svg.Add("path", ("d", $"M{Svg.Point(x, y)}h28"), ("stroke", Colour), ("stroke-width", Width),
            ("stroke-dasharray", DashArray));
        svg.Add("path", ("d", Marker), ("fill", Colour), ("transform", $"translate({Svg.Point(x + 14, y)})"));
    }

    /// <summary>Dark ink on paper, or what the page's own look asks for; an older browser knows the first of each two.</summary>
    public const string Paper = "background:white;background:light-dark(white,#16191d);color:#1a1a1a;" +
        "color:light-dark(#1a1a1a,#dde1e6);font:14px/1.4 " + Svg.Fonts;
}
