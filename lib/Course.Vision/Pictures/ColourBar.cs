namespace Course.Vision;

/// <summary>Says what the colours of a map mean: a bar of them with the numbers at both ends.</summary>
internal static class ColourBar
{
    /// <summary>Width of the bar with its numbers and the gap before it.</summary>
    public const double Room = 104;

    private const int Steps = 32;

    /// <param name="svg">Where to draw.</param>
    /// <param name="bar">The bar itself; its numbers stand to the right.</param>
    /// <param name="map">The colours.</param>
    /// <param name="range">The numbers at the ends.</param>
    /// <param name="beyond">Whether values beyond the ends have the ends' colours.</param>
    public static void Draw(Svg svg, Box bar, ColourMap map, (double Low, double High) range, bool beyond = false)
    {
        for (var i = 0; i < Steps; i++)
            svg.Add("rect", ("x", bar.X), ("y", bar.Y + bar.Height * i / Steps), ("width", bar.Width),
                ("height", bar.Height / Steps + 0.5), ("fill", map.Hex(1 - (i + 0.5) / Steps)));
        svg.Text(bar.Right + 5, bar.Y + 11, (beyond ? "≥ " : "") + Ticks.Short(range.High, 3), ("font-size", 12.0));
        svg.Text(bar.Right + 5, bar.Bottom, (beyond && range.Low < 0 ? "≤ " : "") + Ticks.Short(range.Low, 3), ("font-size", 12.0));
    }
}
