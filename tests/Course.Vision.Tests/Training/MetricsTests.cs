using static TorchSharp.torch;

namespace Course.Vision.Tests;

public class MetricsTests
{
    private readonly Tensor predicted = tensor([0L, 1, 1, 2, 0]), labels = tensor([0L, 1, 2, 2, 1]);

    [Fact]
    public void ThreeOfFiveAreSixtyPerCent()
    {
        Assert.Equal(60, Metrics.Accuracy(predicted, labels), 1e-12);
        Assert.Equal(40, Metrics.ErrorRate(predicted, labels), 1e-12);
    }

    [Fact]
    public void ConfusionMatrixHasTheActualClassInRows() =>
        Assert.Equal(new long[,] { { 1, 0, 0 }, { 1, 1, 0 }, { 0, 1, 1 } }, Metrics.ConfusionMatrix(predicted, labels, 3));

    [Fact]
    public void ScoresInsteadOfClassesAreNamed() =>
        Assert.Contains("scores.argmax(1)", Assert.Throws<ArgumentException>(() => Metrics.Accuracy(rand(5, 3), labels)).Message);

    [Fact]
    public void OtherLengthIsNamed() =>
        Assert.Contains("predictions [4] and labels [5]", Assert.Throws<ArgumentException>(() => Metrics.Accuracy(predicted[..4], labels)).Message);

    [Fact]
    public void OtherTypeIsNamed() =>
        Assert.Contains("int64 class indices, found Float32", Assert.Throws<ArgumentException>(() => Metrics.Accuracy(predicted.@float(), labels)).Message);

    [Fact]
    public void IndexBeyondTheClassesIsNamed() =>
        Assert.Contains("from 0 to 1, found 2 at image 2", Assert.Throws<ArgumentException>(() => Metrics.ConfusionMatrix(predicted, labels, 2)).Message);

    [Fact]
    public void SurestMistakeComesFirst()
    {
        var predictions = new Predictions(tensor([0L, 1, 0]), tensor(new[,] { { 0.4f, 0.6f }, { 0.1f, 0.9f }, { 0.2f, 0.8f } }));
        var mistakes = predictions.MostConfidentMistakes(5);
        Assert.Equal([(2, 0, 1), (0, 0, 1)], mistakes.Select(one => (one.Image, one.Actual, one.Predicted)));
        Assert.Equal(0.8, mistakes[0].Probability, 1e-6);
        Assert.Equal(100 / 3.0, predictions.Accuracy, 1e-9);
    }
}
