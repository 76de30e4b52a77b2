using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// A layer's first feature maps in a grid, all on one scale, so that a weak channel looks weak. Behind a ReLU (no value is
/// negative) a channel that stays silent is crossed out; before it, a batch norm may still wake the channel.
/// </summary>
internal static class FeatureMapGrid
{
    private const int MostMaps = 16;
    private const int Columns = 4;
    private const double Cell = 84;
    private const double Gap = 8;
    private const double Caption = 16;

    public static Picture Of(Tensor maps, string title)
    {
        Gradients.Spatial(maps, title);
        if (maps.Dimensions != 4)
            throw new ArgumentException($"Expected the maps of images, [N, C, h, w], found {Expect.Shape(maps)}.", nameof(maps));
        using var scope = NewDisposeScope();
        var behindReLU = maps.min().ToDouble() >= 0;
        var dead = behindReLU ? FeatureMaps.DeadChannels(maps) : [];
        var shown = maps.detach().cpu().to(ScalarType.Float32)[0].narrow(0, 0, Math.Min(MostMaps, maps.shape[1])); // [k, h, w]
        var scale = MapScale.Of(shown, ColourMap.Viridis);
        var heading = Words.Here[behindReLU ? "Channels" : "ChannelsBefore", Words.Here.Term(title),
            maps.shape[1], maps.shape[2], maps.shape[3], dead.Count];

        var count = (int)shown.shape[0];
        var rows = (count + Columns - 1) / Columns;
        var high = Cell * maps.shape[2] / maps.shape[3];
        var grid = new Box(8, 30, Math.Min(Columns, count) * (Cell + Gap) - Gap, rows * (high + Caption + Gap) - Gap);
        var svg = new Svg(Math.Max(grid.Right + 12 + MapScale.BarRoom, 16 + Svg.TextWidth(heading)), grid.Bottom + 8);
        svg.Text(8, 18, heading, ("font-weight", "600"));
        for (var i = 0; i < count; i++)
        {
            var cell = new Box(grid.X + i % Columns * (Cell + Gap), grid.Y + i / Columns * (high + Caption + Gap), Cell, high);
            svg.Image(cell, Pixels.ToPng(scale.Colour(shown[i])));
            var silent = dead.Contains(i);
            if (silent)
                CrossOut(svg, cell);
            var caption = silent ? Words.Here["Dead", i] : $"{i}";
            svg.Text(cell.CentreX, cell.Bottom + 13, caption, ("text-anchor", "middle"), ("font-size", 12.0));
        }
        scale.DrawBar(svg, new(grid.Right + 12, grid.Y, 12, Math.Min(grid.Height, 3 * Cell)));

        var strongest = shown.flatten(1).amax([1]).argmax().ToInt64();
        var silences = dead.Count == 0 ? "" : $": {string.Join(", ", dead.Take(20))}{(dead.Count > 20 ? " …" : "")}";
        var text = Words.Here["Grid", count, heading + silences, strongest, scale.Describe(shown[strongest])];
        return new(svg.ToImage(text), text);
    }

    private static void CrossOut(Svg svg, Box cell)
    {
        var cross = $"M{Svg.Point(cell.X, cell.Y)}L{Svg.Point(cell.Right, cell.Bottom)}" +
            $"M{Svg.Point(cell.Right, cell.Y)}L{Svg.Point(cell.X, cell.Bottom)}";
        svg.Add("path", ("class", "dead"), ("d", cross), ("stroke", "#fff"), ("stroke-width", 5.0), ("fill", "none"));
        svg.Add("path", ("d", cross), ("stroke", Svg.Ink), ("stroke-width", 2.0), ("fill", "none"));
    }
}
