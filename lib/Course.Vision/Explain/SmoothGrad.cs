using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// SmoothGrad: the average gradient over noisy copies of the image, because a single gradient jumps from pixel to pixel. Smilkov
/// et al., "SmoothGrad: removing noise by adding noise", 2017.
/// </summary>
public static class SmoothGrad
{
    /// <summary>The mean of the score's gradient over copies of the image with Gaussian noise.</summary>
    /// <param name="model">A network.</param>
    /// <param name="images">Images. // [N, C, H, W]</param>
    /// <param name="target">The class whose score is explained.</param>
    /// <param name="samples">How many noisy copies.</param>
    /// <param name="noise">The noise's standard deviation, as a part of the image's range; the paper finds 0.1 to 0.2
    /// good.</param>
    /// <param name="seed">Where the noise begins: the same seed gives the same map.</param>
    /// <returns>// [N, C, H, W], any sign; take abs() for the look of a saliency map</returns>
    public static Tensor Explain(
        nn.Module<Tensor, Tensor> model, Tensor images, long target, int samples = 25, double noise = 0.15, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        using var scope = NewDisposeScope();
        using var random = Noise.Source(seed);
        var single = images.detach().flatten(1); // each image has its own range, and the same noise in every batch
        var sigma = (single.amax([1]) - single.amin([1])).reshape([-1, .. Enumerable.Repeat(1L, (int)images.dim() - 1)]) * noise;
        var sum = zeros_like(images);
        for (var i = 0; i < samples; i++)
        {
            using var step = NewDisposeScope();
            sum.add_(Gradients.OfInput(model, images + sigma * Noise.Normal(images.narrow(0, 0, 1), random), target));
        }

        return sum.div(samples).MoveToOuterDisposeScope();
    }
}
