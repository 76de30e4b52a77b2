using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>Matrices side by side as colours on one scale, so that what is weak in one looks weak beside the others.</summary>
internal static class MapRow
{
    private const double Side = 184;

    public static Picture Of(IReadOnlyList<(string Name, Tensor Values)> maps)
    {
        if (maps.Count == 0 || maps.Any(map => map.Values.Dimensions != 2 || map.Values.numel() == 0))
            throw new ArgumentException("Expected at least one matrix [rows, columns], and no other tensors.", nameof(maps));
        using var scope = NewDisposeScope();
        var numbers = maps.Select(map => map.Values.detach().cpu().to(ScalarType.Float32)).ToList();
        var all = cat([.. numbers.Select(map => map.flatten())]).data<float>();
        var scale = MapScale.Over(all.Select(value => (double)value), ColourMap.Viridis);
        var pictures = maps.Select((map, i) => One(Words.Here.Term(map.Name), numbers[i], scale, withBar: i == maps.Count - 1));
        return Picture.Row([.. pictures]);
    }

    private static Picture One(string name, Tensor values, MapScale scale, bool withBar)
    {
        var box = new Box(8, 28, Side, Side * values.shape[0] / values.shape[1]);
        var right = Math.Max(box.Right + (withBar ? MapScale.BarRoom : 0), box.X + Svg.TextWidth(name));
        var svg = new Svg(right + 8, box.Bottom + 8);
        svg.Text(box.X, 18, name, ("font-weight", "600"));
        svg.Image(box, Pixels.ToPng(scale.Colour(values)));
        if (withBar)
            scale.DrawBar(svg, box with { X = box.Right + 12, Width = 12 });
        var text = Words.Here["Map", name, values.shape[0], values.shape[1], scale.Describe(values)];
        return new(svg.ToImage(text), text);
    }
}
