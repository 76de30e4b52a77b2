using static TorchSharp.torch;

namespace Course.Vision.Tests;

/// <summary>The book's figures: the networks of lesson 5.2, five epochs on the real data, as the lesson trains them. Some minutes.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(Alone))]
public class FashionMnistTrainingTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("FashionDNN", 86.5, 0.35)]
    [InlineData("FashionCNN", 89.6, 0.30)]
    public void FiveEpochsReachTheBooksAccuracy(string name, double accuracy, double loss)
    {
        var folder = Repository.RealFashionMnist();
        Compute.Seed(42);
        var network = LessonNetworks.Make(name);
        var (train, test) = (new Batches(new FashionMnist(folder, train: true), 100), new Batches(new FashionMnist(folder, train: false), 100));
        var trainer = new Trainer(network, new FusedAdam(network.parameters(), lr: 0.001)) { EvaluateEvery = 0, PrintEvery = 0 };
        var history = trainer.Fit(train, test, epochs: 5);
        output.WriteLine($"{name}\n{history}");
        Assert.InRange(history.Accuracy, accuracy, 100);
        Assert.InRange(history.Last.TrainLoss, 0, loss); // of the fifth epoch
    }
}
