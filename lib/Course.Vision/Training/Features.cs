using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Features computed once: with a frozen body and no augmentation a picture's features never change, so a head can be trained on
/// them alone, in a fraction of a second an epoch.
/// </summary>
public static class Features
{
    /// <summary>Runs the body over all pictures, in evaluation mode and without gradients.</summary>
    /// <param name="network">Its body turns pictures into features.</param>
    /// <param name="pictures">The pictures in batches, normalised as the network wants them, without augmentation.</param>
    /// <param name="classNames">One name a class, in index order; by default the pictures', or their numbers.</param>
    /// <returns>Features for images, in the order of the batches, with their labels; on the CPU. // [N, FeatureCount],
    /// [N]</returns>
    /// <exception cref="ArgumentException">There is no picture.</exception>
    public static LabelledImages Of(TransferNetwork network, IBatchSource pictures, IReadOnlyList<string>? classNames = null)
    {
        using var evaluating = new EvaluationMode(network);
        using var all = NewDisposeScope();
        var device = network.HeadWeight.device;
        var (features, labels) = (new List<Tensor>(), new List<Tensor>());
        foreach (var batch in pictures)
        {
            Live.StopIfInterrupted();
            using var scope = NewDisposeScope();
            features.Add(network.ExtractFeatures(batch.Images.to(device)).cpu().MoveToOuterDisposeScope());
            labels.Add(batch.Labels.cpu().clone().MoveToOuterDisposeScope());
        }
        if (labels.Count == 0)
            throw new ArgumentException("Expected at least one batch of pictures, found none.", nameof(pictures));
        var known = cat(labels);
        classNames ??= pictures.ClassNames is [_, ..] names ? names
            : [.. Enumerable.Range(0, (int)known.max().ToInt64() + 1).Select(label => $"{label}")];
        return new(cat(features), known, classNames);
    }
}
