using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Occlusion: cover a part of the image; how far does the score fall? It needs no gradient and is easy to believe, but slow.
/// Zeiler, Fergus, "Visualizing and Understanding Convolutional Networks", 2013.
/// </summary>
public static class Occlusion
{
    /// <summary>
    /// Slides a cover over the image, in all channels at once. Each pixel gets the mean fall of the score over the covers on it.
    /// </summary>
    /// <param name="model">A network.</param>
    /// <param name="images">Images. // [N, C, H, W]</param>
    /// <param name="target">The class whose score is explained.</param>
    /// <param name="window">The cover's size in pixels, along each spatial dimension.</param>
    /// <param name="stride">How far it moves, in pixels; the last cover is cut off at the border.</param>
    /// <param name="fill">The cover's value.</param>
    /// <returns>// [N, 1, H, W], in units of the score; positive where the class needs what was covered</returns>
    public static Tensor Explain(
        nn.Module<Tensor, Tensor> model, Tensor images, long target, int window = 16, int stride = 8, double fill = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stride, window); // else some pixels would never be covered
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var whole = Question.Scores(model, images, target);
        var sum = zeros_like(images.narrow(1, 0, 1));
        var covers = zeros_like(sum);
        foreach (var corner in Corners(images.shape[2..], window, stride))
        {
            using var step = NewDisposeScope();
            var covered = images.detach().clone();
            Part(covered, corner, window).fill_(fill);
            var fall = whole - Question.Scores(model, covered, target);
            Part(sum, corner, window).add_(fall.reshape([-1, .. Enumerable.Repeat(1L, (int)images.dim() - 1)]));
            Part(covers, corner, window).add_(1);
        }

        return (sum / covers).MoveToOuterDisposeScope();
    }

    private static IEnumerable<long[]> Corners(long[] size, int window, int stride)
    {
        if (size.Length == 0)
            return [[]];
        var positions = Math.Max(0, (size[0] - window + stride - 1) / stride) + 1;
        return from position in Enumerable.Range(0, (int)positions)
               from rest in Corners(size[1..], window, stride)
               select (long[])[position * stride, .. rest];
    }

    private static Tensor Part(Tensor images, long[] corner, int window)
    {
        for (var i = 0; i < corner.Length; i++)
            images = images.narrow(i + 2, corner[i], Math.Min(window, images.shape[i + 2] - corner[i]));
        return images;
    }
}
