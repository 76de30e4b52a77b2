using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>How the class's probability moves as pixels are taken away or put back. Petsiuk, Das, Saenko, "RISE", 2018.</summary>
/// <param name="Fractions">The part of the pixels that has been changed, from 0 to 1.</param>
/// <param name="Probabilities">The class's probability then.</param>
public sealed record PixelCurve(IReadOnlyList<double> Fractions, IReadOnlyList<double> Probabilities)
{
    /// <summary>The area under the curve, by trapezoids: small is good for deletion, large for insertion.</summary>
    public double Area => Enumerable.Range(1, Fractions.Count - 1)
        .Sum(i => (Fractions[i] - Fractions[i - 1]) * (Probabilities[i] + Probabilities[i - 1]) / 2);

    /// <summary>
    /// Takes the pixels away, those that matter most first. A good map makes the probability fall fast.
    /// </summary>
    /// <param name="model">A network.</param>
    /// <param name="image">One image. // [1, C, H, W]</param>
    /// <param name="target">The class.</param>
    /// <param name="map">How much each pixel matters. // [1, 1, H, W]; Maps.OverChannels and Maps.ToSizeOf make it so</param>
    /// <param name="steps">Into how many steps the pixels are divided.</param>
    /// <param name="fill">The value of a deleted pixel.</param>
    /// <param name="blur">The size in pixels, odd, of a blur that takes the place of <paramref name="fill"/>: it deletes without
    /// drawing edges, for which alone a network may give up its answer. 0 fills.</param>
    public static PixelCurve Deletion(
        nn.Module<Tensor, Tensor> model, Tensor image, long target, Tensor map, int steps = 20, double fill = 0, int blur = 0)
    {
        using var empty = blur == 0 ? full_like(image, fill) : Blurred(image, blur);
        return Trace(model, image, empty, target, map, steps);
    }

    /// <summary>
    /// Puts the pixels back into the blurred image, those that matter most first. A good map makes the probability rise fast.
    /// </summary>
    /// <param name="model">A network.</param>
    /// <param name="image">One image. // [1, C, H, W]</param>
    /// <param name="target">The class.</param>
    /// <param name="map">How much each pixel matters. // [1, 1, H, W]; Maps.OverChannels and Maps.ToSizeOf make it so</param>
    /// <param name="steps">Into how many steps the pixels are divided.</param>
    /// <param name="blur">The blur's size in pixels, odd.</param>
    public static PixelCurve Insertion(
        nn.Module<Tensor, Tensor> model, Tensor image, long target, Tensor map, int steps = 20, int blur = 31)
    {
        using var blurred = Blurred(image, blur);
        return Trace(model, blurred, image, target, map, steps);
    }

    private static Tensor Blurred(Tensor image, int blur)
    {
        Expect.Dimensions(image, 4, "one image [1, C, H, W]");
        ArgumentOutOfRangeException.ThrowIfNotEqual(blur % 2, 1);
        return nn.functional.avg_pool2d(image.detach(), blur, stride: 1, padding: blur / 2, count_include_pad: false);
    }

    private static PixelCurve Trace(
        nn.Module<Tensor, Tensor> model, Tensor from, Tensor to, long target, Tensor map, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        if (from.shape[0] != 1 || map.numel() != from.numel() / from.shape[1])
            throw new ArgumentException(
                $"Expected one image and one number a pixel, found {Expect.Shape(from)} and {Expect.Shape(map)}. " +
                "Maps.OverChannels joins channels, Maps.ToSizeOf stretches the map of a layer.", nameof(map));
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var order = map.flatten().argsort(0, descending: true);
        var rank = order.argsort(0).reshape([1, 1, .. from.shape[2..]]); // 0: matters most
        var changed = Enumerable.Range(0, steps + 1).Select(i => map.numel() * i / steps).ToArray();
        var counts = tensor(changed).to(from.device).reshape([-1, .. Enumerable.Repeat(1L, (int)from.dim() - 1)]);
        var probabilities = Question.InChunks(counts, some =>
            Question.Probabilities(model, to.where(rank.lt(some), from), target)).cpu().to(ScalarType.Float64).data<double>()
            .ToArray();
        return new([.. changed.Select(count => count / (double)map.numel())], probabilities);
    }
}
