using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>The scale that maps are coloured by, and in words where on it they are strong.</summary>
internal static class MapScale
{
    /// <summary>The size that 99 % of the numbers don't exceed, and the largest; the first is never 0, so that it can be divided by.</summary>
    public static (double Reach, double Most) Of(Tensor values)
    {
        using var scope = NewDisposeScope();
        var sizes = values.detach().abs().flatten().to(ScalarType.Float64).nan_to_num(0).sort().Values;
        var most = sizes[^1].ToDouble();
        var reach = sizes[(long)(0.99 * (sizes.numel() - 1))].ToDouble();
        return reach > 0 ? (reach, most) : most > 0 ? (most, most) : (1, 0);
    }

    /// <summary>Where more than half of the scale is reached, above zero and below it. // [H, W]</summary>
    public static string Describe(Tensor values, double reach)
    {
        var parts = new[] { Where("positive", values, reach), Where("negative", -values, reach) }.OfType<string>().ToList();
        return parts.Count == 0 ? "zero everywhere." : string.Join("; ", parts) + ".";
    }

    private static string? Where(string side, Tensor values, double reach)
    {
        using var scope = NewDisposeScope();
        if (values.max().ToDouble() <= 0) return null;
        var strong = values.ge(Math.Min(reach, values.max().ToDouble()) / 2).to(ScalarType.Float64);
        var places = strong.nonzero().to(ScalarType.Float64).mean([0]); // row and column
        var (row, column) = ((places[0].ToDouble() + 0.5) / values.shape[0], (places[1].ToDouble() + 0.5) / values.shape[1]);
        return $"{side} up to {Ticks.Short(values.max().ToDouble(), 3)}, strong on {strong.mean().ToDouble():P0} of the image, around the " +
            $"{Third(row, "top", "middle", "bottom")} {Third(column, "left", "centre", "right")}";
    }

    private static string Third(double place, params string[] names) => names[Math.Clamp((int)(place * 3), 0, 2)];
}
