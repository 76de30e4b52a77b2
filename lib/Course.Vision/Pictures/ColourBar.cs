namespace Course.Vision;

/// <summary>Says what the colours of a map mean: a bar of them with the numbers at both ends.</summary>
internal static class ColourBar
{
    /// <summary>Width of the bar with its numbers and the gap before it.</summary>
    public const double Room = 104;

    private const int Steps = 32;

    public static void Draw(Svg svg, Box bar, ColourMap map, (double Low, double High) range)
    {
        for (var i = 0; i < Steps; i++)
            svg.Add("rect", ("x", bar.X), ("y", bar.Y + bar.Height * i / Steps), ("width", bar.Width),
                ("height", bar.Height / Steps + 0.5), ("fill", map.Hex(1 - (i + 0.5) / Steps)));
        svg.Text(bar.Right + 5, bar.Y + 11, Ticks.Short(range.High), ("font-size", 12.0));
        svg.Text(bar.Right + 5, bar.Bottom, Ticks.Short(range.Low), ("font-size", 12.0));
    }
}
