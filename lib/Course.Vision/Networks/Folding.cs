using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>
/// Fewer operations with the same result, for prediction only: in evaluation mode batch normalisation is a fixed scale and shift,
/// which the convolution before it can take over, and linear layers without an activation between them are one linear layer.
/// </summary>
internal static class Folding
{
    /// <summary>Convolution, batch normalisation, ReLU and max pooling.</summary>
    /// <param name="block">These four layers.</param>
    /// <param name="x">Input. // [N, C, H, W]</param>
    public static Tensor Block(Sequential block, Tensor x)
    {
        var layers = block.children().ToArray();
        var (conv, norm, pool) = ((Conv2d)layers[0], (BatchNorm2d)layers[1], (MaxPool2d)layers[3]);
        var scale = norm.weight! * (norm.running_var! + norm.eps).rsqrt();                  // [C]
        var weight = conv.weight * scale.view(-1, 1, 1, 1);
        var bias = (conv.bias! - norm.running_mean!) * scale + norm.bias!;
        x = functional.conv2d(x, weight, bias, conv.stride, conv.padding, conv.dilation, conv.groups);
        // The greatest of four values, cut at zero, is the greatest of four cut values: a quarter of the work.
        return functional.max_pool2d(x, pool.kernel_size, pool.stride).relu_();
    }

    /// <summary>Linear layers in a row: W3 (W2 (W1 x + b1) + b2) + b3 = (W3 W2 W1) x + (W3 (W2 b1 + b2) + b3).</summary>
    /// <param name="layers">The layers, first applied first.</param>
    /// <param name="x">Input. // [N, inputs]</param>
    public static Tensor Linears(Linear[] layers, Tensor x)
    {
        Tensor weight = layers[^1].weight!, bias = layers[^1].bias!;
        foreach (var layer in layers.Reverse().Skip(1))                                   // from the narrow end: cheap products
        {
            bias = bias + weight.mv(layer.bias!);
            weight = weight.mm(layer.weight!);
        }
        return functional.linear(x, weight, bias);
    }
}
