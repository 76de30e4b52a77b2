using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>Two numbers on an explanation. Yeh et al., "On the (In)fidelity and Sensitivity of Explanations", 2019.</summary>
public static class Faithfulness
{
    /// <summary>
    /// Infidelity: change the image a little at random; does the attribution foresee how the score changes? The attribution is
    /// first given the scale that suits it best (Captum's <c>normalize</c>), so that methods of different units compare.
    /// </summary>
    /// <param name="model">A network.</param>
    /// <param name="images">Images. // [N, C, H, W]</param>
    /// <param name="target">The class whose score is explained.</param>
    /// <param name="attributions">The attribution of each pixel. // [N, C, H, W] or [N, 1, H, W]</param>
    /// <param name="samples">How many random changes.</param>
    /// <param name="noise">The changes' standard deviation, in the images' units.</param>
    /// <param name="seed">Where the random numbers begin.</param>
    /// <returns>The part of the score's changes that is NOT foreseen, 0..1 (mean square, against predicting no change). Small is
    /// good.</returns>
    public static double Infidelity(
        nn.Module<Tensor, Tensor> model, Tensor images, long target, Tensor attributions, int samples = 50, double noise = 0.02,
        int seed = 0)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var random = Noise.Source(seed);
        var whole = Question.Scores(model, images, target);
        var (foreseen2, product, seen2) = (0.0, 0.0, 0.0);
        for (var i = 0; i < samples; i++)
        {
            using var step = NewDisposeScope();
            var change = Noise.Normal(images, random) * noise;
            var foreseen = (change * attributions).flatten(1).sum(1).to(ScalarType.Float64); // [N]
            var seen = (whole - Question.Scores(model, images - change, target)).to(ScalarType.Float64);
            foreseen2 += foreseen.square().sum().item<double>();
            product += (foreseen * seen).sum().item<double>();
            seen2 += seen.square().sum().item<double>();
        }

        if (seen2 == 0)
            return 0; // nothing changed, nothing to foresee
        return foreseen2 == 0 ? 1 : 1 - product * product / (foreseen2 * seen2);
    }

    /// <summary>Max-sensitivity: change the image a little at random; how far does the explanation jump?</summary>
    /// <param name="explain">The method to check.</param>
    /// <param name="model">A network.</param>
    /// <param name="images">Images. // [N, C, H, W]</param>
    /// <param name="target">The class whose score is explained.</param>
    /// <param name="samples">How many random changes.</param>
    /// <param name="radius">The largest change of a pixel, in the images' units.</param>
    /// <param name="seed">Where the random numbers begin.</param>
    /// <returns>The farthest jump, against the explanation's own length: 0 is steady; small is good.</returns>
    public static double MaxSensitivity(
        Explainer explain, nn.Module<Tensor, Tensor> model, Tensor images, long target, int samples = 10, double radius = 0.02,
        int seed = 0)
    {
        using var scope = NewDisposeScope();
        using var random = Noise.Source(seed);
        var still = explain(model, images, target);
        var length = still.norm().ToDouble();
        var farthest = 0.0;
        for (var i = 0; i < samples; i++)
        {
            using var step = NewDisposeScope();
            var moved = images.detach() + (Noise.Uniform(images, random) * 2 - 1) * radius;
            farthest = Math.Max(farthest, (explain(model, moved, target) - still).norm().ToDouble());
        }

        return length == 0 ? 0 : farthest / length;
    }
}
