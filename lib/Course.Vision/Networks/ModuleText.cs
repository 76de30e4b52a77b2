using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>Prints any module the way PyTorch prints it (<c>torch.nn.Module.__repr__</c>, version 1.13).</summary>
public static class ModuleText
{
    /// <summary>The module's layers as a tree: names, settings, nested parts indented by two.</summary>
    public static string Of(nn.Module module)
    {
        var children = Children(module).Select(child => $"  ({child.Name}): {Indented(Of(child.Module))}\n").ToList();
        var settings = LayerSettings.Of(module);
        return children.Count == 0
            ? $"{Name(module)}({settings})"
            : $"{Name(module)}(\n{string.Concat(children)})";
    }

    /// <summary>TorchSharp's ModuleList registers its parts only when it is a field of a registered module.</summary>
    private static IEnumerable<(string Name, nn.Module Module)> Children(nn.Module module) =>
        module is IEnumerable<nn.Module> list and not Sequential ? list.Select((part, i) => ($"{i}", part))
        : module.named_children();

    private static string Indented(string text) => text.Replace("\n", "\n  ", StringComparison.Ordinal);

    /// <summary>The type's name for TorchSharp's own layers, else the name that the module gave to its base class.</summary>
    private static string Name(nn.Module module) =>
        module.GetType().Assembly == typeof(nn.Module).Assembly ? module.GetType().Name.Split('`')[0] : module.GetName();
}

/// <summary>What PyTorch prints between a layer's parentheses (each layer's <c>extra_repr</c>, version 1.13).</summary>
internal static class LayerSettings
{
    public static string Of(nn.Module module) => module switch
    {
        Convolution layer => Convolution(layer),
        Linear layer =>
            $"in_features={layer.in_features}, out_features={layer.out_features}, bias={Text(layer.bias is not null)}",
        NormBase layer =>
            $"{layer.num_features}, eps={Text(layer.eps)}, momentum={Text(layer.momentum)}, affine={Text(layer.affine)}, " +
            $"track_running_stats={Text(layer.track_running_stats)}",
        GroupNorm layer => $"{layer.num_groups}, {layer.weight?.shape[0]}, eps={Text(layer.eps)}, affine={Text(layer.affine)}",
        LayerNorm layer =>
            $"{Tuple(layer.normalized_shape)}, eps={Text(layer.eps)}, elementwise_affine={Text(layer.elementwise_affine)}",
        MaxPool2d layer => $"kernel_size={Size(layer.kernel_size)}, stride={Size(layer.stride ?? layer.kernel_size)}, " +
            $"padding={Size(layer.padding ?? [0])}, dilation={Size(layer.dilation ?? [1])}, ceil_mode={Text(layer.ceil_mode)}",
        AvgPool2d layer =>
            $"kernel_size={Size(layer.kernel_size)}, stride={Size(layer.stride ?? layer.kernel_size)}, "
            + $"padding={Size(layer.padding ?? [0])}",
        AdaptiveAvgPool2d layer => $"output_size={Tuple(layer.output_size)}",
        AdaptiveMaxPool2d layer => $"output_size={Tuple(layer.output_size)}",
        Dropout layer => $"p={Text(layer.p)}, inplace={Text(layer.inplace)}",
        Dropout2d layer => $"p={Text(layer.p)}, inplace={Text(layer.inplace)}",
        ReLU { inplace: true } or ReLU6 { inplace: true } or SiLU { inplace: true } => "inplace=True",
        LeakyReLU layer => $"negative_slope={Text(layer.negative_slope)}{InPlace(layer.inplace)}",
        ELU layer => $"alpha={Text(layer.alpha)}{InPlace(layer.inplace)}",
        Hardtanh layer => $"min_val={Text(layer.min_val)}, max_val={Text(layer.max_val)}{InPlace(layer.inplace)}",
        GELU layer => $"approximate='{layer.approximate.ToString().ToLowerInvariant()}'",
        Softmax layer => $"dim={layer.dim}",
        LogSoftmax layer => $"dim={layer.dim}",
        Flatten layer => $"start_dim={layer.start_dim}, end_dim={layer.end_dim}",
        Unflatten layer => $"dim={layer.dim}, unflattened_size={Tuple(layer.unflattened_size)}",
        Embedding layer => $"{layer.weight!.shape[0]}, {layer.weight.shape[1]}",
        _ => "",
    };

    private static string Convolution(Convolution layer)
    {
        var text = $"{layer.in_channels}, {layer.out_channels}, kernel_size={Tuple(layer.kernel_size)}, "
            + $"stride={Tuple(layer.stride)}";
        if (layer.padding_type == Padding.Same)
            text += ", padding=same";
        else if (layer.padding is { } padding && padding.Any(size => size != 0))
            text += $", padding={Tuple(padding)}";
        if (layer.dilation.Any(size => size != 1))
            text += $", dilation={Tuple(layer.dilation)}";
        if (layer.transposed && layer.output_padding is { } extra && extra.Any(size => size != 0))
            text += $", output_padding={Tuple(extra)}";
        if (layer.groups != 1)
            text += $", groups={layer.groups}";
        if (layer.bias is null)
            text += ", bias=False";
        if (layer.padding_mode != PaddingModes.Zeros)
            text += $", padding_mode={layer.padding_mode.ToString().ToLowerInvariant()}";
        return text;
    }

    private static string InPlace(bool inPlace) => inPlace ? ", inplace=True" : "";

    private static string Text(bool value) => value ? "True" : "False";

    /// <summary>A float as Python writes it: 0.1, 1.0, 1e-05.</summary>
    private static string Text(double? value) => value switch
    {
        null => "None",
        double number when number == Math.Floor(number) && Math.Abs(number) < 1e16 => $"{number:0}.0",
        double number => number.ToString("R").ToLowerInvariant(),
    };

    /// <summary>(1, 2), or (1,) for one.</summary>
    private static string Tuple(long[] sizes) => sizes.Length == 1 ? $"({sizes[0]},)" : $"({string.Join(", ", sizes)})";

    /// <summary>
    /// One number where all directions agree. PyTorch keeps what was written, 2 or (2, 2); TorchSharp does not know.
    /// </summary>
    private static string Size(long[] sizes) => sizes.All(size => size == sizes[0]) ? $"{sizes[0]}" : Tuple(sizes);
}
