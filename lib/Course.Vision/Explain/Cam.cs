using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// CAM, the class activation map: in a network that averages its last feature maps and then has one linear layer, that layer's
/// weights say how much each map speaks for the class. Zhou et al., "Learning Deep Features for Discriminative Localization",
/// 2015.
/// </summary>
public static class Cam
{
    /// <summary>The layer's feature maps, weighted by the class's row of the head's weights and added.</summary>
    /// <param name="model">A network that ends in average pooling and one linear layer or 1x1 convolution.</param>
    /// <param name="images">Images. // [N, C, H, W]</param>
    /// <param name="target">The class whose score is explained.</param>
    /// <param name="layer">The layer whose output the head reads, such as <c>layer4</c> of a ResNet.</param>
    /// <returns>// [N, 1, h, w] of the layer's size, any sign; its mean over the places is the score, but for the head's
    /// bias</returns>
    /// <exception cref="ArgumentException">The layer's channels are not what the head reads.</exception>
    public static Tensor Explain(nn.Module<Tensor, Tensor> model, Tensor images, long target, string layer)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var activations = LayerActivations.Of(model, images, layer);
        var maps = Gradients.Spatial(activations[layer], layer);
        var (name, weight) = model.named_parameters().Last(entry => entry.parameter.dim() >= 2); // the head's weights
        if (weight.shape[1] != maps.shape[1] || weight.shape[2..].Any(size => size != 1))
            throw new ArgumentException(
                $"CAM needs a head that reads the layer's channels, averaged: '{name}' is {Expect.Shape(weight)}, '{layer}' "
                    + "gives " +
                $"{Expect.Shape(maps)}. Choose the layer before the pooling, or use Grad-CAM, which works for every network.",
                nameof(layer));
        if (target < 0 || target >= weight.shape[0])
            throw new ArgumentOutOfRangeException(
                nameof(target), target, $"The network knows the classes 0 to {weight.shape[0] - 1}.");
        long[] shape = [1, -1, .. Enumerable.Repeat(1L, (int)maps.dim() - 2)];
        return (maps * weight[target].reshape(shape)).sum(1, keepdim: true).detach().MoveToOuterDisposeScope();
    }
}
