using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Grad-CAM: which places of a layer speak for the class? Each feature map is weighted by the score's mean gradient over it.
/// Selvaraju et al., "Grad-CAM: Visual Explanations from Deep Networks via Gradient-based Localization", 2016.
/// </summary>
public static class GradCam
{
    /// <summary>
    /// The layer's feature maps, weighted by their mean gradient and added; what speaks against the class is set to 0.
    /// </summary>
    /// <param name="model">A network.</param>
    /// <param name="images">Images. // [N, C, H, W]</param>
    /// <param name="target">The class whose score is explained.</param>
    /// <param name="layer">A layer with places, usually the last convolution.</param>
    /// <returns>// [N, 1, h, w] of the layer's size, 0 or positive, no unit; <see cref="Maps.ToSizeOf"/> lays it over the
    /// image</returns>
    public static Tensor Explain(nn.Module<Tensor, Tensor> model, Tensor images, long target, string layer)
    {
        using var raw = WithSign(model, images, target, layer);
        return raw.relu();
    }

    /// <summary>The same with its sign: negative where a place speaks against the class.</summary>
    /// <inheritdoc cref="Explain" path="/param"/>
    /// <returns>// [N, 1, h, w] of the layer's size, any sign</returns>
    public static Tensor WithSign(nn.Module<Tensor, Tensor> model, Tensor images, long target, string layer)
    {
        using var scope = NewDisposeScope();
        var (map, gradient) = Gradients.OfLayers(model, images, target, layer)[0];
        return Combine(map, gradient).MoveToOuterDisposeScope();
    }

    internal static Tensor Combine(Tensor map, Tensor gradient) =>
        (map * gradient.mean(Maps.Places(map), keepdim: true)).sum(1, keepdim: true);
}
