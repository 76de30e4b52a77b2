using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Integrated gradients: the gradient gathered along the straight way from a baseline to the image. The attributions add up to
/// the difference of the two scores (completeness). Sundararajan, Taly, Yan, "Axiomatic Attribution for Deep Networks", 2017.
/// </summary>
public static class IntegratedGradients
{
    /// <summary>Each pixel's share of the score's rise from the baseline to the image.</summary>
    /// <param name="model">A network.</param>
    /// <param name="images">Images. // [N, C, H, W]</param>
    /// <param name="target">The class whose score is explained.</param>
    /// <param name="baseline">The image that means nothing, zeros unless given. // shaped like the images or broadcast to
    /// them</param>
    /// <param name="steps">Points on the way, placed by Gauss and Legendre's rule as Captum does.</param>
    /// <returns>// [N, C, H, W], in units of the score; positive speaks for the class, negative against it</returns>
    public static Tensor Explain(
        nn.Module<Tensor, Tensor> model, Tensor images, long target, Tensor? baseline = null, int steps = 50)
    {
        using var scope = NewDisposeScope();
        var start = Start(images, baseline);
        var way = images.detach() - start;
        var sum = zeros_like(images);
        foreach (var (position, weight) in GaussLegendre.Rule(steps))
        {
            using var step = NewDisposeScope();
            sum.add_(Gradients.OfInput(model, start + way * position, target), alpha: weight);
        }

        return (sum * way).MoveToOuterDisposeScope();
    }

    /// <summary>The completeness check: how far the attributions are from adding up to the difference of the scores.</summary>
    /// <param name="model">A network.</param>
    /// <param name="images">Images. // [N, C, H, W]</param>
    /// <param name="target">The class whose score was explained.</param>
    /// <param name="attributions">What <see cref="Explain"/> gave for them.</param>
    /// <param name="baseline">The baseline it was given.</param>
    /// <returns>The error as a part of the difference, one number an image: 0.01 is one per cent. // [N]</returns>
    public static float[] CompletenessError(
        nn.Module<Tensor, Tensor> model, Tensor images, long target, Tensor attributions, Tensor? baseline = null)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var start = Start(images, baseline);
        var rise = Question.Scores(model, images, target) - Question.Scores(model, start, target);
        return ((attributions.flatten(1).sum(1) - rise) / rise).abs().to(ScalarType.Float32).cpu().data<float>().ToArray();
    }

    private static Tensor Start(Tensor images, Tensor? baseline) =>
        baseline is null ? zeros_like(images) : baseline.detach().expand_as(images);
}

/// <summary>
/// Gauss and Legendre's rule for an integral over 0..1: n points, exact for polynomials up to degree 2n-1. The points are the
/// zeros of the Legendre polynomial, found by Newton's method.
/// </summary>
internal static class GaussLegendre
{
    /// <summary>Positions in 0..1, and weights that add up to 1.</summary>
    public static IEnumerable<(double Position, double Weight)> Rule(int points)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 1);
        for (var i = points; i >= 1; i--)
        {
            var x = Math.Cos(Math.PI * (i - 0.25) / (points + 0.5)); // close to the i-th zero
            for (var newton = 0; newton < 20; newton++)
            {
                var (value, slope) = Legendre(points, x);
                x -= value / slope;
            }

            var (_, final) = Legendre(points, x);
            yield return ((1 + x) / 2, 1 / ((1 - x * x) * final * final));
        }
    }

    private static (double Value, double Slope) Legendre(int degree, double x)
    {
        var (value, lower) = (1.0, 0.0);
        for (var k = 1; k <= degree; k++) (value, lower) = (((2 * k - 1) * x * value - (k - 1) * lower) / k, value);
        return (value, degree * (x * value - lower) / (x * x - 1));
    }
}
