namespace Course.Drawings;

/// <summary>
/// Colours for numbers from 0 to 1. The maps here grow steadily darker or lighter, so they stay readable for the colour-blind and
/// in print.
/// </summary>
internal sealed class ColourMap
{
    private readonly byte[][] stops;

    private ColourMap(params string[] stops) => this.stops = [.. stops.Select(Convert.FromHexString)];

    /// <summary>White to dark blue, for counts and magnitudes (ColorBrewer's Blues).</summary>
    public static ColourMap Blues { get; } =
        new("f7fbff", "deebf7", "c6dbef", "9ecae1", "6baed6", "4292c6", "2171b5", "08519c", "08306b");

    /// <summary>Dark violet to yellow, for maps without numbers (viridis, Smith and van der Walt 2015).</summary>
    public static ColourMap Viridis { get; } =
        new("440154", "472d7b", "3b528b", "2c728e", "21918c", "28ae80", "5ec962", "addc30", "fde725");

    /// <summary>Blue through white to red: below, at and above zero (ColorBrewer's RdBu, safe for the colour-blind).</summary>
    public static ColourMap Diverging { get; } =
        new("2166ac", "67a9cf", "d1e5f0", "f7f7f7", "fddbc7", "ef8a62", "b2182b");

    /// <summary>
    /// White to red, the upper half of <see cref="Diverging"/>: what is above zero where nothing else is shown.
    /// </summary>
    public static ColourMap Reds { get; } = new("f7f7f7", "fddbc7", "ef8a62", "b2182b");

    /// <summary>White to violet, for sizes without a sign (ColorBrewer's Purples).</summary>
    public static ColourMap Purples { get; } =
        new("fcfbfd", "efedf5", "dadaeb", "bcbddc", "9e9ac8", "807dba", "6a51a3", "54278f", "3f007d");

    /// <summary>Colour of <paramref name="value"/>, taken as 0 below 0 and as 1 above 1.</summary>
    public (byte Red, byte Green, byte Blue) At(double value)
    {
        var place = Math.Clamp(double.IsNaN(value) ? 0 : value, 0, 1) * (stops.Length - 1);
        var low = (int)Math.Min(place, stops.Length - 2);
        var share = place - low;
        return (Mix(0), Mix(1), Mix(2));

        byte Mix(int channel) => (byte)Math.Round(stops[low][channel] * (1 - share) + stops[low + 1][channel] * share);
    }

    /// <summary>The same as <c>#rrggbb</c>.</summary>
    public string Hex(double value)
    {
        var (red, green, blue) = At(value);
        return $"#{red:x2}{green:x2}{blue:x2}";
    }

    /// <summary>Black or white, whichever is easier to read on the colour of <paramref name="value"/>.</summary>
    /// <remarks>Contrast as in WCAG 2.2: the better of the two is always at least 4.5 to 1.</remarks>
    public string InkOn(double value)
    {
        var (red, green, blue) = At(value);
        var light = 0.2126 * Linear(red) + 0.7152 * Linear(green) + 0.0722 * Linear(blue);
        return (light + 0.05) / 0.05 >= 1.05 / (light + 0.05) ? "#000000" : "#ffffff";
    }

    /// <summary>Plotly's colour scale.</summary>
    public IEnumerable<(double Place, string Colour)> Scale =>
        stops.Select((_, i) => ((double)i / (stops.Length - 1), Hex((double)i / (stops.Length - 1))));

    private static double Linear(byte channel)
    {
        var value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
