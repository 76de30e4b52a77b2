using System.Text.Json.Nodes;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>A volume: its slices side by side, and as an interactive figure that can be turned.</summary>
internal sealed class VolumeChart : Chart
{
    private const int MostVoxels = 32 * 32 * 32;
    private readonly int depth, height, width;
    private readonly double[] values;
    private readonly MapScale scale;

    public VolumeChart(Tensor volume, ChartOptions options) : base(options)
    {
        if (volume.Dimensions != 3 || volume.numel() is 0 or > MostVoxels)
            throw new ArgumentException(
                $"Expected a volume [D, H, W] of 1 to {MostVoxels} voxels, found {Expect.Shape(volume)}. " +
                "Shrink a larger one by nn.functional.avg_pool3d.", nameof(volume));
        (depth, height, width) = ((int)volume.shape[0], (int)volume.shape[1], (int)volume.shape[2]);
        values = Values(volume);
        scale = MapScale.Over(values, ColourMap.Viridis);
    }

    protected override bool KeepsPicture => true;

    public override (Svg Svg, Box Plot) Draw()
    {
        var side = Math.Max(2, 80 / Math.Max(width, height)) * 1.0;
        var (sliceWidth, sliceHeight) = (width * side, height * side);
        var step = Math.Max(sliceWidth, 60) + 14;
        var most = Math.Clamp((int)((Options.Width - MapScale.BarRoom) / step), 1, depth);
        var rows = (depth + most - 1) / most;
        var columns = (depth + rows - 1) / rows; // rows as long as each other: no slice is left alone in the last
        var top = Options.Title.Length > 0 ? 40.0 : 12;
        var wide = Math.Max(columns * step + MapScale.BarRoom, Svg.TextWidth(Options.Title, 16) + 24);
        var svg = new Svg(wide, top + rows * (sliceHeight + 28) + 4);
        svg.Text(12, 24, Options.Title, ("font-size", 16.0), ("font-weight", "600"));
        for (var slice = 0; slice < depth; slice++)
        {
            var (x, y) = (12 + slice % columns * step, top + slice / columns * (sliceHeight + 28));
            DrawSlice(svg, slice, new(x, y, sliceWidth, sliceHeight));
        }
        scale.DrawBar(svg, new(12 + columns * step, top, 12, sliceHeight));
        return (svg, new(0, top, svg.Width, svg.Height - top));
    }

    private void DrawSlice(Svg svg, int slice, Box box)
    {
        using var scope = NewDisposeScope();
        var numbers = tensor(values.AsSpan(slice * height * width, height * width).ToArray()).reshape(height, width);
        svg.Image(box, Pixels.ToPng(scale.Colour(numbers)));
        svg.Text(box.X, box.Bottom + 17, $"z = {slice}");
    }

    public override JsonArray Traces() => new(new JsonObject
    {
        ["type"] = "volume",
        ["x"] = Numbers(Enumerable.Range(0, values.Length).Select(i => (double)(i % width))),
        ["y"] = Numbers(Enumerable.Range(0, values.Length).Select(i => (double)(i / width % height))),
        ["z"] = Numbers(Enumerable.Range(0, values.Length).Select(i => (double)(i / width / height))),
        ["value"] = Numbers(values),
        ["isomin"] = scale.Low + 0.2 * (scale.High - scale.Low), // the lowest fifth is empty space
        ["isomax"] = scale.High,
        ["opacity"] = 0.15,
        ["surface"] = new JsonObject { ["count"] = 12 },
        ["colorscale"] = PlotlyColours(scale.Map),
    });

    public override JsonObject Layout()
    {
        var layout = base.Layout();
        layout.Remove("title"); // the slices above have it
        layout["paper_bgcolor"] = "rgba(0,0,0,0)"; // the drawing's letters are pixels: a grey for light and for dark paper
        layout["font"]!["color"] = "#767676";
        layout["height"] = 480;
        layout["margin"] = new JsonObject { ["l"] = 0, ["r"] = 0, ["t"] = 36, ["b"] = 8 };
        var rowsDownward = SceneAxis("y");
        rowsDownward["autorange"] = "reversed";
        layout["scene"] = new JsonObject
        {
            ["xaxis"] = SceneAxis("x"),
            ["yaxis"] = rowsDownward,
            ["zaxis"] = SceneAxis("z"),
            ["aspectmode"] = "data",
            ["camera"] = new JsonObject { ["eye"] = new JsonObject { ["x"] = 1.7, ["y"] = 1.7, ["z"] = 1.1 } },
        };
        return layout;

        static JsonObject SceneAxis(string title) => new() { ["title"] = new JsonObject { ["text"] = title }, ["nticks"] = 6 };
    }

    public override string Describe() =>
        Words.Here["Volume", depth, height, width, Options.Title, Ticks.Short(scale.Low), Ticks.Short(scale.High)];
}
