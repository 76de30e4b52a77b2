using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Saliency: how strongly would the score react to a small change of each pixel? Simonyan, Vedaldi, Zisserman, "Deep Inside
/// Convolutional Networks", 2013.
/// </summary>
public static class Saliency
{
    /// <summary>The gradient of the score with regard to each pixel value, without its sign.</summary>
    /// <param name="model">A network.</param>
    /// <param name="images">Images. // [N, C, H, W]</param>
    /// <param name="target">The class whose score is explained.</param>
    /// <returns>// [N, C, H, W], 0 or positive, score per unit of pixel value</returns>
    public static Tensor Explain(nn.Module<Tensor, Tensor> model, Tensor images, long target)
    {
        using var gradient = Gradients.OfInput(model, images, target);
        return gradient.abs();
    }
}
