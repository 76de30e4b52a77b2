using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Features computed once: with a frozen body and no augmentation a picture's features never change, so a head can be trained on them
/// alone, in a fraction of a second an epoch.
/// </summary>
public static class Features
{
    /// <summary>Runs the body over all pictures, in evaluation mode and without gradients.</summary>
    /// <param name="network">Its body turns pictures into features.</param>
    /// <param name="data">The pictures, normalised as the network wants them. // [N, 3, H, W]</param>
    /// <param name="batchSize">Pictures at a time.</param>
    /// <returns>The same labels with features for images, on the CPU. // [N, FeatureCount]</returns>
    public static LabelledImages Of(TransferNetwork network, LabelledImages data, int batchSize = 32) =>
        Of(network, new Batches(data, batchSize), data.ClassNames);

    private static LabelledImages Of(TransferNetwork network, IEnumerable<Batch> batches, IReadOnlyList<string> classNames)
    {
        using var evaluating = new EvaluationMode(network);
        using var all = NewDisposeScope();
        var device = network.HeadWeight.device;
        var (features, labels) = (new List<Tensor>(), new List<Tensor>());
        foreach (var batch in batches)
        {
            Live.StopIfInterrupted();
            using var scope = NewDisposeScope();
            features.Add(network.ExtractFeatures(batch.Images.to(device)).cpu().MoveToOuterDisposeScope());
            labels.Add(batch.Labels.cpu().clone().MoveToOuterDisposeScope());
        }
        return new(cat(features), cat(labels), classNames);
    }
}
