using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Grad-CAM++: like Grad-CAM, but each place has its own weight, so that several objects of a class, and small ones, all show.
/// Chattopadhyay et al., "Grad-CAM++: Improved Visual Explanations for Deep Convolutional Networks", 2017.
/// </summary>
public static class GradCamPlusPlus
{
    /// <summary>
    /// The layer's feature maps, weighted by their positive gradients, which are weighted by equation 19 of the paper.
    /// </summary>
    /// <param name="model">A network.</param>
    /// <param name="images">Images. // [N, C, H, W]</param>
    /// <param name="target">The class whose score is explained.</param>
    /// <param name="layer">A layer with places, usually the last convolution.</param>
    /// <returns>// [N, 1, h, w] of the layer's size, 0 or positive, no unit</returns>
    public static Tensor Explain(nn.Module<Tensor, Tensor> model, Tensor images, long target, string layer)
    {
        using var scope = NewDisposeScope();
        var (map, gradient) = Gradients.OfLayers(model, images, target, layer)[0];
        var places = Maps.Places(map);
        var squared = gradient * gradient;
        var below = 2 * squared + map.sum(places, keepdim: true) * squared * gradient;
        var alpha = squared / below.where(below != 0, ones_like(below)); // where the gradient is 0, so is alpha
        var weights = (alpha * gradient.relu()).sum(places); // [N, K]
        return Maps.Weighted(map, weights).MoveToOuterDisposeScope();
    }
}
