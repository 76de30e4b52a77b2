using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// A layer's feature maps in a grid, all on one scale, so that a weak channel looks weak. Behind a ReLU (no value is negative) a channel that
/// stays silent is crossed out; before it, a batch norm may still wake the channel.
/// </summary>
internal static class FeatureMapGrid
{
    private const double Cell = 84;
    private const double Gap = 8;
    private const double Caption = 16;

    public static Picture Of(Tensor maps, string title, int count, int columns)
    {
        Gradients.Spatial(maps, title);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (maps.Dimensions != 4)
            throw new ArgumentException($"Expected the maps of images, [N, C, h, w], found {Expect.Shape(maps)}.", nameof(maps));
        using var scope = NewDisposeScope();
        var behindReLU = maps.min().ToDouble() >= 0;
        var dead = behindReLU ? FeatureMaps.DeadChannels(maps) : [];
        var shown = maps.detach().cpu().to(ScalarType.Float32)[0].narrow(0, 0, Math.Min(count, maps.shape[1])); // [k, h, w]
        var signed = shown.min().ToDouble() < 0;
        var (reach, most) = MapScale.Of(shown);
        var (map, range) = (signed ? ColourMap.Diverging : ColourMap.Viridis, (Low: signed ? -reach : 0, High: reach));
        var heading = $"{title}: {maps.shape[1]} channels of {maps.shape[2]} x {maps.shape[3]}" + (behindReLU ? $", {dead.Count} dead" : "");

        var (wide, high) = (Cell, Cell * maps.shape[2] / maps.shape[3]);
        var across = (int)Math.Min(columns, shown.shape[0]);
        var down = (int)((shown.shape[0] + across - 1) / across);
        var grid = new Box(8, 30, across * (wide + Gap) - Gap, down * (high + Caption + Gap) - Gap);
        var svg = new Svg(Math.Max(grid.Right + 12 + ColourBar.Room, 16 + Svg.TextWidth(heading)), grid.Bottom + 8);
        svg.Text(8, 18, heading, ("font-weight", "600"));
        for (var i = 0; i < shown.shape[0]; i++)
        {
            var cell = new Box(grid.X + i % across * (wide + Gap), grid.Y + i / across * (high + Caption + Gap), wide, high);
            svg.Pixels(cell, map.Apply((shown[i] - range.Low) / (range.High - range.Low)));
            var silent = dead.Contains(i);
            if (silent) CrossOut(svg, cell);
            svg.Text(cell.CentreX, cell.Bottom + 13, silent ? $"{i} dead" : $"{i}", ("text-anchor", "middle"), ("font-size", 12.0));
        }

        ColourBar.Draw(svg, new(grid.Right + 12, grid.Y, 12, Math.Min(grid.Height, 3 * Cell)), map, range, most > reach);
        var strongest = shown.flatten(1).amax([1]).argmax().ToInt64();
        var text = $"Grid of {shown.shape[0]} feature maps on one scale. {heading}" +
            (dead.Count == 0 ? "." : $": {string.Join(", ", dead.Take(20))}{(dead.Count > 20 ? " and more" : "")}.") +
            $" Strongest is channel {strongest}: {MapScale.Describe(shown[strongest], reach)}";
        return new(svg.ToImage(text), text);
    }

    private static void CrossOut(Svg svg, Box cell)
    {
        var (x, y, right, bottom) = (Svg.Number(cell.X), Svg.Number(cell.Y), Svg.Number(cell.Right), Svg.Number(cell.Bottom));
        svg.Add("path", ("class", "dead"), ("d", $"M{x} {y}L{right} {bottom}M{right} {y}L{x} {bottom}"),
            ("stroke", "#fff"), ("stroke-width", 5.0), ("fill", "none"));
        svg.Add("path", ("d", $"M{x} {y}L{right} {bottom}M{right} {y}L{x} {bottom}"),
            ("stroke", Svg.Ink), ("stroke-width", 2.0), ("fill", "none"));
    }
}
