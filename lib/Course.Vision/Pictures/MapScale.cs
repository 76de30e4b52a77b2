using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>What the colours of a map mean: the numbers at both ends of its colours, drawn as a bar, and in words.</summary>
/// <param name="Map">The colours.</param>
/// <param name="Low">The number at the first colour.</param>
/// <param name="High">The number at the last colour.</param>
/// <param name="Beyond">Whether numbers beyond the ends have the ends' colours.</param>
internal sealed record MapScale(ColourMap Map, double Low, double High, bool Beyond = false)
{
    /// <summary>Width of the bar with its numbers and the gap before it.</summary>
    public const double BarRoom = 104;

    private const int BarSteps = 32;

    /// <summary>From the lowest to the highest finite number.</summary>
    public static MapScale Over(IEnumerable<double> values, ColourMap map)
    {
        var finite = values.Where(Ticks.IsDrawable).DefaultIfEmpty(0).ToList();
        return new(map, finite.Min(), finite.Max());
    }

    /// <summary>
    /// Up to the size that 99 % of the numbers do not exceed, since a single pixel would otherwise leave all others pale. Around
    /// zero where some are negative; never empty.
    /// </summary>
    public static MapScale Of(Tensor values, ColourMap positive)
    {
        using var scope = NewDisposeScope();
        var sizes = values.detach().abs().flatten().to(ScalarType.Float64).nan_to_num(0).sort().Values;
        var most = sizes[^1].ToDouble();
        var usual = sizes[(long)(0.99 * (sizes.numel() - 1))].ToDouble();
        var reach = usual > 0 ? usual : most > 0 ? most : 1;
        return values.min().ToDouble() < 0
            ? new(ColourMap.Diverging, -reach, reach, most > reach)
            : new(positive, 0, reach, most > reach);
    }

    /// <summary>The place of a number on the scale, from 0 to 1; the middle where all numbers are equal.</summary>
    public double Share(double value) => High > Low ? (value - Low) / (High - Low) : 0.5;

    /// <summary>The numbers' colours. // [H, W] -> [3, H, W], uint8</summary>
    public Tensor Colour(Tensor values)
    {
        using var scope = NewDisposeScope();
        var shares = High > Low ? (values - Low) / (High - Low) : full_like(values, 0.5);
        var table = Enumerable.Range(0, 256).Select(i => Map.At(i / 255.0)).SelectMany(c => new[] { c.Red, c.Green, c.Blue })
            .ToArray();
        var index = shares.nan_to_num(0).clamp(0, 1).mul(255).round().to(ScalarType.Int64).flatten();
        return tensor(table, dtype: ScalarType.Byte).view(256, 3).index_select(0, index.cpu())
            .t().reshape(3, values.shape[0], values.shape[1]).MoveToOuterDisposeScope();
    }

    /// <summary>Draws the colours as a bar, with the numbers of both ends to its right.</summary>
    public void DrawBar(Svg svg, Box bar)
    {
        for (var i = 0; i < BarSteps; i++)
            svg.Add("rect", ("x", bar.X), ("y", bar.Y + bar.Height * i / BarSteps), ("width", bar.Width),
                ("height", bar.Height / BarSteps + 0.5), ("fill", Map.Hex(1 - (i + 0.5) / BarSteps)));
        svg.Text(bar.Right + 5, bar.Y + 11, (Beyond ? "≥ " : "") + Ticks.Short(High, 3), ("font-size", 12.0));
        svg.Text(bar.Right + 5, bar.Bottom, (Beyond && Low < 0 ? "≤ " : "") + Ticks.Short(Low, 3), ("font-size", 12.0));
    }

    /// <summary>Where on a map more than half of the scale is reached, above zero and below it. // [H, W]</summary>
    public string Describe(Tensor values)
    {
        var parts = new[] { Where("Positive", values), Where("Negative", -values) }.OfType<string>().ToList();
        return parts.Count == 0 ? Words.Here["Zero"] : string.Join("; ", parts) + ".";
    }

    private string? Where(string side, Tensor values)
    {
        using var scope = NewDisposeScope();
        var most = values.max().ToDouble();
        if (most <= 0)
            return null;
        var strong = values.ge(Math.Min(High, most) / 2).to(ScalarType.Float64);
        var places = strong.nonzero().to(ScalarType.Float64).mean([0]); // row and column
        var (row, column) = ((places[0].ToDouble() + 0.5) / values.shape[0], (places[1].ToDouble() + 0.5) / values.shape[1]);
        var names = Words.Here["Thirds"].Split(' ');
        return Words.Here[side, Ticks.Short(most, 3), strong.mean().ToDouble(), Third(row, names[..3]),
            Third(column, names[3..])];
    }

    private static string Third(double place, string[] names) => names[Math.Clamp((int)(place * 3), 0, 2)];
}
