using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// LIME: hide superpixels at random, see how the score changes, and fit a linear model to it: its coefficients are the
/// superpixels' worth. The network stays a black box. Ribeiro, Singh, Guestrin, "Why Should I Trust You?", 2016.
/// </summary>
public static class Lime
{
    private const double KernelWidth = 0.25; // how fast a sample loses weight as it hides more; in cosine distance

    /// <summary>
    /// Each superpixel's coefficient in a ridge regression of the score on which superpixels are shown, painted on its pixels.
    /// </summary>
    /// <param name="model">A network.</param>
    /// <param name="image">One image. // [1, C, H, W]</param>
    /// <param name="target">The class whose score is explained.</param>
    /// <param name="segments">Each pixel's superpixel, from 0; SLIC's unless given. // [H, W] int64</param>
    /// <param name="samples">How many images with hidden superpixels; several times the number of superpixels.</param>
    /// <param name="ridge">How much large coefficients are held back, against the samples' weights, which add up to 1.</param>
    /// <returns>// [1, 1, H, W], in units of the score: what showing that superpixel adds</returns>
    public static Tensor Explain(
        nn.Module<Tensor, Tensor> model, Tensor image, long target, Tensor? segments = null,
        int samples = 300, double ridge = 0.001)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        Question.Scores(model, image, target); // says what is wrong with the question before it is asked in hundreds of ways
        if (image.shape[0] != 1)
            throw new ArgumentException(
                $"Expected one image [1, C, H, W], found {Expect.Shape(image)}. LIME explains one at a time.", nameof(image));
        segments = (segments ?? Superpixels.Slic(image[0])).to(image.device);
        if (!segments.shape.SequenceEqual(image.shape.Skip(2)))
            throw new ArgumentException(
                $"Expected a superpixel for each pixel of {Expect.Shape(image)}, found {Expect.Shape(segments)}.",
                nameof(segments));
        var shown = Shown(samples, segments.max().ToInt64() + 1).to(image.device).to(image.dtype); // [samples, K] of 0 and 1
        var hidden = image.mean(Maps.Places(image), keepdim: true); // hiding: the image's mean colour
        var scores = Question.InChunks(shown, some =>
        {
            var mask = some.index_select(1, segments.flatten()).reshape([some.shape[0], 1, .. segments.shape]);
            return Question.Scores(model, hidden + mask * (image - hidden), target);
        });
        var worth = Fit(shown, scores, ridge);
        return worth.index_select(0, segments.flatten()).reshape([1, 1, .. segments.shape]).MoveToOuterDisposeScope();
    }

    /// <summary>Which superpixels each sample shows. The first shows all.</summary>
    private static Tensor Shown(int samples, long segments)
    {
        using var random = Noise.Source(0);
        var shown = rand(samples, segments, generator: random).lt(0.5).to(ScalarType.Float32);
        shown[0] = 1;
        return shown;
    }

    /// <summary>Ridge regression with an intercept that is not shrunk; samples close to the whole image weigh more.</summary>
    private static Tensor Fit(Tensor shown, Tensor scores, double ridge)
    {
        var z = shown.to(ScalarType.Float64);
        var y = scores.to(ScalarType.Float64);
        var cosine = z.mean([1]).sqrt(); // between the sample's ones and all ones
        var weight = ((1 - cosine) / KernelWidth).square().neg().exp();
        weight = weight / weight.sum();
        var zMean = (weight.unsqueeze(1) * z).sum(0, keepdim: true);
        var yMean = (weight * y).sum();
        var centred = z - zMean;
        var left = centred.t().mm(weight.unsqueeze(1) * centred) + ridge * eye(z.shape[1], dtype: z.dtype, device: z.device);
        var right = centred.t().mv(weight * (y - yMean));
        return linalg.solve(left, right).to(shown.dtype);
    }
}
