using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>What a network said about each image, and what is true.</summary>
/// <param name="Labels">Class indices, int64. // [N]</param>
/// <param name="Probabilities">Softmax of the scores. // [N, classes]</param>
public sealed record Predictions(Tensor Labels, Tensor Probabilities)
{
    /// <summary>The most probable class of each image, int64. // [N]</summary>
    public Tensor Classes => Probabilities.argmax(1);

    /// <summary>Per cent of images recognised.</summary>
    public double Accuracy => With(classes => Metrics.Accuracy(classes, Labels));

    /// <summary>Per cent of images not recognised.</summary>
    public double ErrorRate => 100 - Accuracy;

    /// <summary>100 for each image recognised, 0 for each other: their mean is the accuracy. // [N]</summary>
    public IReadOnlyList<double> Hits => With(classes =>
    {
        using var right = classes.eq(Labels);
        return right.data<bool>().Select(hit => hit ? 100.0 : 0).ToList();
    });

    /// <summary>How often an image of one class was taken for another. // [actual, predicted]</summary>
    public long[,] ConfusionMatrix() => With(classes => Metrics.ConfusionMatrix(classes, Labels, (int)Probabilities.shape[1]));

    /// <summary>The wrong answers of which the network was surest.</summary>
    /// <param name="count">How many at most.</param>
    /// <returns>Image number, actual and predicted class, and the probability given to the prediction, surest first.</returns>
    public IReadOnlyList<(int Image, int Actual, int Predicted, double Probability)> MostConfidentMistakes(int count)
    {
        using var scope = NewDisposeScope();
        var (best, classes) = Probabilities.max(1);
        var (sureness, found, actual) = (
            best.data<float>().ToArray(), classes.data<long>().ToArray(), Labels.data<long>().ToArray());
        return [.. Enumerable.Range(0, actual.Length).Where(i => found[i] != actual[i]).OrderByDescending(i => sureness[i])
            .Take(count)
            .Select(i => (i, (int)actual[i], (int)found[i], (double)sureness[i]))];
    }

    private T With<T>(Func<Tensor, T> use)
    {
        using var classes = Classes;
        return use(classes);
    }
}
