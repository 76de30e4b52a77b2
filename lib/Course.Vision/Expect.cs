using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>Checks of shapes, with messages that say what to do.</summary>
internal static class Expect
{
    /// <summary>A tensor of so many dimensions, such as images [N, C, H, W].</summary>
    public static void Dimensions(Tensor tensor, int count, string what)
    {
        if (tensor.dim() != count)
            throw new ArgumentException($"Expected {what}, found {Shape(tensor)}.");
    }

    /// <summary>One row of scores an image, one column a class. // [n, classes] for [n]</summary>
    public static void ScoresFor(Tensor labels, Tensor scores)
    {
        if (scores.dim() != 2 || scores.shape[0] != labels.shape[0])
            throw new ArgumentException($"Expected a row of class scores for each of the {labels.shape[0]} images, shape " +
                $"[{labels.shape[0]}, classes], found {Shape(scores)}. Flatten with x.reshape(x.shape[0], -1) before the first "
                + "linear layer.");
    }

    /// <summary>Two sets of the same classes in the same order, where both know their names.</summary>
    public static void SameClasses(IReadOnlyList<string> train, IReadOnlyList<string> test)
    {
        if (train.Count > 0 && test.Count > 0 && !train.SequenceEqual(test))
            throw new ArgumentException($"Expected a test set of the training set's classes ({string.Join(", ", train)}), " +
                $"found {string.Join(", ", test)}: one label would mean two things. Number them alike: " +
                "new ImageFolder(path, transform, train.ClassNames).");
    }

    /// <summary>A shape as PyTorch writes it.</summary>
    public static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
