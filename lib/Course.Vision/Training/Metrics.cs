using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>How good a classifier is, from its predictions and the truth. Both are class indices, int64. // [N]</summary>
public static class Metrics
{
    /// <summary>classification accuracy = correct predictions / total predictions * 100 (section 5.2).</summary>
    /// <returns>Per cent.</returns>
    /// <exception cref="ArgumentException">There is no prediction, or not exactly one for each label.</exception>
    public static double Accuracy(Tensor predicted, Tensor labels)
    {
        Check(predicted, labels);
        using var scope = NewDisposeScope();
        return 100.0 * predicted.eq(labels).sum().ToInt64() / labels.shape[0];
    }

    /// <summary>error rate = (1 - correct predictions / total predictions) * 100 (section 5.2).</summary>
    /// <returns>Per cent.</returns>
    /// <exception cref="ArgumentException">There is no prediction, or not exactly one for each label.</exception>
    public static double ErrorRate(Tensor predicted, Tensor labels) => 100 - Accuracy(predicted, labels);

    /// <summary>How often an image of one class was taken for another.</summary>
    /// <param name="predicted">What the network said. // [N]</param>
    /// <param name="labels">What is true. // [N]</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>Numbers of images. // [actual, predicted]</returns>
    /// <exception cref="ArgumentException">There is no prediction, not exactly one for each label, or an index that is no
    /// class.</exception>
    public static long[,] ConfusionMatrix(Tensor predicted, Tensor labels, int classes)
    {
        Check(predicted, labels);
        var (found, actual) = (Values(predicted), Values(labels));
        var matrix = new long[classes, classes];
        for (var i = 0; i < actual.Length; i++)
        {
            var wrong = new[] { actual[i], found[i] }.Where(index => index < 0 || index >= classes).ToList();
            if (wrong.Count > 0)
                throw new ArgumentException($"Expected class indices from 0 to {classes - 1}, found {wrong[0]} at image {i}.");
            matrix[actual[i], found[i]]++;
        }
        return matrix;
    }

    /// <summary>What a network makes of all images of a data set, in evaluation mode.</summary>
    /// <param name="network">Images to class scores.</param>
    /// <param name="data">Batches in the data's order (not shuffled).</param>
    public static Predictions Predict(nn.Module<Tensor, Tensor> network, IBatchSource data)
    {
        using var evaluating = new EvaluationMode(network);
        using var scope = NewDisposeScope();
        var device = network.parameters().First().device;
        var (labels, probabilities) = (new List<Tensor>(), new List<Tensor>());
        foreach (var batch in data)
        {
            probabilities.Add(network.call(batch.Images.to(device)).softmax(1).cpu());
            labels.Add(batch.Labels.cpu().clone());
        }
        return new(cat(labels).MoveToOuterDisposeScope(), cat(probabilities).MoveToOuterDisposeScope());
    }

    private static long[] Values(Tensor indices)
    {
        using var onCpu = indices.cpu();
        return onCpu.data<long>().ToArray();
    }

    private static void Check(Tensor predicted, Tensor labels)
    {
        if (predicted.dim() == 2)
            throw new ArgumentException(
                $"Expected class indices, shape [{labels.shape[0]}], found scores {Expect.Shape(predicted)}. " +
                "Take the best class of each row: scores.argmax(1).");
        if (predicted.dim() != 1 || labels.dim() != 1 || predicted.shape[0] != labels.shape[0] || labels.shape[0] == 0)
            throw new ArgumentException(
                $"Expected one prediction for each label, found predictions {Expect.Shape(predicted)} and labels " +
                $"{Expect.Shape(labels)}.");
        if (predicted.dtype != ScalarType.Int64 || labels.dtype != ScalarType.Int64)
            throw new ArgumentException(
                $"Expected int64 class indices, found {predicted.dtype} and {labels.dtype}. Convert with .to(torch.int64).");
        if (predicted.device.ToString() != labels.device.ToString())
            throw new ArgumentException(
                $"Expected predictions and labels on one device, found {predicted.device} and {labels.device}. " +
                "Bring both to the CPU with .cpu().");
    }
}
