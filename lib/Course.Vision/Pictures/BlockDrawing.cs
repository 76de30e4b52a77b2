using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// A network's block as a drawing: its paths side by side, a box a layer, and between them bands as wide as the map has
/// channels. Kinds, sizes and numbers of channels are read from the layers.
/// </summary>
internal sealed class BlockDrawing
{
    private const double Column = 136, Box = 122, Height = 54, Flow = 34, Bar = 26, Top = 36, Margin = 12;

    private readonly string title, joint;
    private readonly List<List<BlockLayer>> paths;
    private readonly long input, output;

    public BlockDrawing(string title, nn.Module<Tensor, Tensor> block, IReadOnlyList<string[]> names)
    {
        this.title = Words.Here.Term(title);
        paths = [.. names.Select(path => path.Select(name => BlockLayer.Of(block, name)).ToList())];
        input = paths.SelectMany(path => path.Take(1)).Select(first => first.In).FirstOrDefault();
        if (input == 0)
            throw new ArgumentException("Expected a path that begins with a convolution, found none.", nameof(names));
        foreach (var path in paths)
            Check(path);
        var ends = paths.ConvertAll(path => path.LastOrDefault()?.Out ?? input);
        output = paths.Count == 1 ? ends[0] : Run(block);
        joint = Words.Here.Term(paths.Count == 1 ? "output"
            : ends.TrueForAll(end => end == output) ? "+ added"
            : ends.Sum() == output ? "concatenated"
            : throw new ArgumentException($"Expected paths that make the block's {output} channels together, found ends of " +
                $"{string.Join(", ", ends)} channels.", nameof(names)));
    }

    /// <summary>On a narrow page it scrolls, since smaller letters could not be read.</summary>
    public Picture ToPicture()
    {
        var text = Describe();
        return new($"<div style=\"overflow-x:auto\">{Draw().ToImage(text, ";max-width:none")}</div>", text);
    }

    private Svg Draw()
    {
        var bottom = Top + Bar + Flow + paths.Max(path => path.Count) * (Height + Flow);
        var right = Margin + Math.Max(paths.Count * Column, Svg.TextWidth(title, 15) + Margin);
        var svg = new Svg(right + Margin, bottom + Bar + Margin);
        svg.Text(Margin, 22, title, ("font-size", 15.0), ("font-weight", "600"));
        foreach (var (i, path) in paths.Index())
            DrawPath(svg, path, Margin + (i + 0.5) * Column, bottom);
        DrawBar(svg, Top, Words.Here.Term("input"), input);
        DrawBar(svg, bottom, joint, output);
        return svg;
    }

    private void DrawPath(Svg svg, List<BlockLayer> path, double x, double bottom)
    {
        var (y, channels) = (Top + Bar, input);
        foreach (var layer in path)
        {
            DrawFlow(svg, x, y, Flow, channels);
            y += Flow;
            svg.Add("rect", ("x", x - Box / 2), ("y", y), ("width", Box), ("height", Height), ("rx", 4.0),
                ("fill", layer.Fill), ("stroke", layer.Stroke), ("stroke-width", 1.5));
            svg.Text(x, y + 22, layer.Kind, ("text-anchor", "middle"), ("font-weight", "600"), ("fill", "#000000"));
            svg.Text(x, y + 42, layer.Name, ("text-anchor", "middle"), ("font-size", 12.0), ("fill", "#404040"));
            (y, channels) = (y + Height, layer.Out);
        }
        DrawFlow(svg, x, y, bottom - y, channels);
    }

    /// <summary>A band as wide as there are channels, their number beside it or on it.</summary>
    private void DrawFlow(Svg svg, double x, double y, double height, long channels)
    {
        var most = paths.SelectMany(path => path.Select(layer => Math.Max(layer.In, layer.Out))).Max();
        var width = 6 + (Box - 6) * channels / most;
        svg.Add("rect", ("x", x - width / 2), ("y", y), ("width", width), ("height", height), ("fill", "#dcdcdc"));
        var label = $"{channels}";
        var inside = width > Svg.TextWidth(label) + 8;
        svg.Text(inside ? x : x + width / 2 + 4, y + height / 2 + 4.5, label, ("text-anchor", inside ? "middle" : "start"),
            ("fill", inside ? "#000000" : Svg.Ink));
    }

    private void DrawBar(Svg svg, double y, string text, long channels)
    {
        var width = paths.Count * Column - (Column - Box);
        svg.Add("rect", ("x", Margin + (Column - Box) / 2), ("y", y), ("width", width), ("height", Bar), ("fill", "#4d4d4d"));
        svg.Text(Margin + (Column - Box) / 2 + width / 2, y + 18, $"{text}: {channels}", ("text-anchor", "middle"),
            ("fill", "#fff"));
    }

    private string Describe()
    {
        var ways = paths.Select((path, i) => Words.Here["BlockPath", i + 1, path.Count == 0 ? Words.Here["BlockShortcut"]
            : string.Join(" → ", path.Select(layer => Words.Here["BlockLayer", layer.Name, layer.Kind, layer.In, layer.Out]))]);
        return Words.Here["Block", title, input, string.Join(". ", ways), joint, output];
    }

    private void Check(List<BlockLayer> path)
    {
        var channels = input;
        foreach (var layer in path)
        {
            if (layer.In != channels)
                throw new ArgumentException(
                    $"Expected a layer for {channels} channels, found {layer.Name} for {layer.In}: is it the next of its path?");
            channels = layer.Out;
        }
    }

    private long Run(nn.Module<Tensor, Tensor> block)
    {
        using var evaluating = new EvaluationMode(block);
        using var scope = NewDisposeScope();
        return block.call(zeros(1, input, 16, 16)).shape[1];
    }
}

/// <summary>One box of a <see cref="BlockDrawing"/>.</summary>
internal sealed record BlockLayer(string Name, string Kind, long In, long Out, string Fill, string Stroke)
{
    /// <summary>The first convolution of a part of the block: batch norm and ReLU behind it go without saying.</summary>
    public static BlockLayer Of(nn.Module<Tensor, Tensor> block, string name)
    {
        var part = Layers.Find(block, name);
        var layer = part.modules().Prepend(part).OfType<Conv2d>().FirstOrDefault() ?? throw new ArgumentException(
            $"Expected a convolution in {name}, found {part.GetName()}.");
        var depthwise = layer.groups > 1 && layer.groups == layer.in_channels;
        var (fill, stroke) = depthwise ? ("#fde5d2", "#d55e00") : layer.kernel_size.All(side => side == 1)
            ? ("#d8efe7", "#009e73") : ("#d6e8f5", "#0072b2");
        var stride = layer.stride[0] > 1 ? $" /{layer.stride[0]}" : "";
        return new(name, $"{string.Join('×', layer.kernel_size)} {Words.Here.Term(depthwise ? "depthwise" : "conv")}{stride}",
            layer.in_channels, layer.out_channels, fill, stroke);
    }
}
