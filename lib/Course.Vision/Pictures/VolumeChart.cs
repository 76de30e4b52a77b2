using System.Text.Json.Nodes;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>A volume: its slices side by side, and as an interactive figure that can be turned.</summary>
internal sealed class VolumeChart : Chart
{
    private const int MostVoxels = 32 * 32 * 32;
    private const int FewVoxels = 1000; // up to here each voxel is a cube of its own
    private readonly int depth, height, width;
    private readonly double[] values;
    private readonly (double Low, double High) range;

    public VolumeChart(Tensor volume, ChartOptions options) : base(options)
    {
        if (volume.Dimensions != 3 || volume.numel() is 0 or > MostVoxels)
            throw new ArgumentException($"Expected a volume [D, H, W] of 1 to {MostVoxels} voxels, found [{string.Join(", ", volume.shape)}]. " +
                "A larger one can be shrunk by nn.functional.avg_pool3d.", nameof(volume));
        using var scope = NewDisposeScope();
        (depth, height, width) = ((int)volume.shape[0], (int)volume.shape[1], (int)volume.shape[2]);
        values = volume.detach().cpu().to(ScalarType.Float64).contiguous().data<double>().ToArray();
        range = HeatMap.RangeOf(values);
    }

    protected override bool KeepsPicture => true;

    public override (Svg Svg, Box Plot) Draw()
    {
        var side = Math.Max(2, 80 / Math.Max(width, height)) * 1.0;
        var (sliceWidth, sliceHeight) = (width * side, height * side);
        var step = Math.Max(sliceWidth, 60) + 14;
        var columns = Math.Clamp((int)((Options.Width - ColourBar.Room) / step), 1, depth);
        var rows = (depth + columns - 1) / columns;
        var top = Options.Title.Length > 0 ? 40.0 : 12;
        var svg = new Svg(Math.Max(columns * step + ColourBar.Room, Svg.TextWidth(Options.Title, 16) + 24), top + rows * (sliceHeight + 28) + 4);
        svg.Text(12, 24, Options.Title, ("font-size", 16.0), ("font-weight", "600"));
        for (var slice = 0; slice < depth; slice++)
            DrawSlice(svg, slice, new(12 + slice % columns * step, top + slice / columns * (sliceHeight + 28), sliceWidth, sliceHeight));
        ColourBar.Draw(svg, new(12 + columns * step, top, 12, sliceHeight), ColourMap.Viridis, range);
        return (svg, new(0, top, svg.Width, svg.Height - top));
    }

    private void DrawSlice(Svg svg, int slice, Box box)
    {
        using var scope = NewDisposeScope();
        var room = range.High > range.Low ? range.High - range.Low : 1;
        var shades = tensor(values.AsSpan(slice * height * width, height * width).ToArray()).sub(range.Low).div(room).reshape(height, width);
        svg.Pixels(box, ColourMap.Viridis.Apply(shades));
        svg.Text(box.X, box.Bottom + 17, $"z = {slice}");
    }

    public override JsonArray Traces()
    {
        var cubes = values.Length <= FewVoxels;
        var trace = new JsonObject
        {
            ["type"] = cubes ? "scatter3d" : "volume",
            ["x"] = Numbers(Enumerable.Range(0, values.Length).Select(i => (double)(i % width))),
            ["y"] = Numbers(Enumerable.Range(0, values.Length).Select(i => (double)(i / width % height))),
            ["z"] = Numbers(Enumerable.Range(0, values.Length).Select(i => (double)(i / width / height))),
        };
        var scale = new JsonArray([.. ColourMap.Viridis.Scale.Select(stop => new JsonArray(stop.Place, stop.Colour))]);
        if (cubes)
        {
            trace["mode"] = "markers";
            trace["hovertemplate"] = "x %{x} y %{y} z %{z}<br>%{marker.color:.4g}<extra></extra>";
            trace["marker"] = new JsonObject
            {
                ["symbol"] = "square",
                ["size"] = 12,
                ["opacity"] = 0.7,
                ["color"] = Numbers(values),
                ["cmin"] = range.Low,
                ["cmax"] = range.High,
                ["colorscale"] = scale,
                ["showscale"] = true,
            };
            return [trace];
        }
        trace["value"] = Numbers(values);
        trace["isomin"] = range.Low + 0.2 * (range.High - range.Low); // the lowest fifth is empty space
        trace["isomax"] = range.High;
        trace["opacity"] = 0.15;
        trace["surface"] = new JsonObject { ["count"] = 12 };
        trace["colorscale"] = scale;
        return [trace];
    }

    public override JsonObject Layout()
    {
        var layout = base.Layout();
        layout.Remove("title"); // the slices above have it
        layout["height"] = 480;
        layout["margin"] = new JsonObject { ["l"] = 0, ["r"] = 0, ["t"] = 36, ["b"] = 8 };
        layout["scene"] = new JsonObject
        {
            ["xaxis"] = new JsonObject { ["title"] = new JsonObject { ["text"] = "x" }, ["nticks"] = 6 },
            ["yaxis"] = new JsonObject { ["title"] = new JsonObject { ["text"] = "y" }, ["nticks"] = 6, ["autorange"] = "reversed" }, // row 0 is at the top
            ["zaxis"] = new JsonObject { ["title"] = new JsonObject { ["text"] = "z" }, ["nticks"] = 6 },
            ["aspectmode"] = "data",
            ["camera"] = new JsonObject { ["eye"] = new JsonObject { ["x"] = 1.7, ["y"] = 1.7, ["z"] = 1.1 } },
        };
        return layout;
    }

    public override string Describe() =>
        $"Volume of {depth} slices of {height} x {width}. {Options.Title}. Values from {Ticks.Short(range.Low)} to {Ticks.Short(range.High)}.";
}
