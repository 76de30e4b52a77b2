using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>Checks of what a network is given, with messages that say what to do.</summary>
internal static class Expect
{
    /// <summary>Images of one shape. // [N, C, H, W]</summary>
    public static void Images(Tensor images, long[] shape, string network)
    {
        if (images.dim() == 4 && images.shape.AsSpan(1).SequenceEqual(shape))
            return;
        var hint = images.dim() == 3
            ? "One image needs a batch dimension: image.unsqueeze(0)."
            : "Load the images with the transform and the size that the network was built for.";
        throw new ArgumentException($"{network} expects images of shape [N, {string.Join(", ", shape)}], found {Shape(images)}. {hint}");
    }

    /// <summary>Images of so many values, in any shape. // [N, ...]</summary>
    public static void ValuesPerImage(Tensor images, long values, string network)
    {
        if (images.dim() > 1 && images.shape.AsSpan(1).ToArray().Aggregate(1L, (product, size) => product * size) == values)
            return;
        throw new ArgumentException($"{network} expects {values} values an image, such as [N, 1, 28, 28] or [N, {values}], " +
            $"found {Shape(images)}. One image needs a batch dimension: image.unsqueeze(0).");
    }

    /// <summary>One row of scores an image, one column a class. // [n, classes] for [n]</summary>
    public static void ScoresFor(Tensor labels, Tensor scores)
    {
        if (scores.dim() != 2 || scores.shape[0] != labels.shape[0])
            throw new ArgumentException($"Expected a row of class scores for each of the {labels.shape[0]} images, shape " +
                $"[{labels.shape[0]}, classes], found {Shape(scores)}. Flatten with x.reshape(x.shape[0], -1) before the first linear layer.");
    }

    /// <summary>A shape as PyTorch writes it.</summary>
    public static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
