using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

[Collection(nameof(Alone))]
public class TrainerTests
{
    private readonly Batches train = new(Small.Data(230), 20, shuffle: true), test = new(Small.Data(60, seed: 2), 20);

    [Fact]
    public void NetworkLearns()
    {
        var history = NewTrainer().Fit(train, test, epochs: 20);
        Assert.InRange(history.Accuracy, 95, 100);
        Assert.True(history.Last.TrainLoss < history.Points[0].TrainLoss / 2);
        Assert.True(history.Last.TestLoss < history.Points[0].TestLoss / 2);
    }

    [Fact]
    public void EvaluatesEveryFewStepsAndAtTheEndOfEachEpoch()
    {
        var history = NewTrainer(evaluateEvery: 5).Fit(train, test, epochs: 2);
        Assert.Equal([5, 10, 12, 15, 20, 24], history.Points.Select(point => point.Step));
        Assert.Equal([1, 1, 1, 2, 2, 2], history.Points.Select(point => point.Epoch));
        Assert.Equal(history.Points.OrderBy(point => point.Seconds), history.Points);
    }

    [Fact]
    public void SecondFitGoesOn()
    {
        var trainer = NewTrainer(evaluateEvery: 0);
        trainer.Fit(train, test, epochs: 2);
        Assert.Equal([12, 24, 36], trainer.Fit(train, test, epochs: 1).Points.Select(point => point.Step));
        Assert.Equal(3, trainer.History.Last.Epoch);
    }

    [Fact]
    public void LastPointIsTheNetworkAsItIs()
    {
        var network = Small.Network();
        var history = new Trainer(network, new FusedAdam(network.parameters())) { EvaluateEvery = 7, PrintEvery = 0 }.Fit(train, test, 2);
        Assert.Equal(history.Accuracy, Metrics.Predict(network, test).Accuracy, 1e-9);
    }

    [Fact]
    public void PrintsALineAsTheBookDoes()
    {
        var printed = Printed(() => NewTrainer(printEvery: 10).Fit(train, test, epochs: 2));
        Assert.Equal(2, printed.Length);
        Assert.Matches(@"^Iteration: 10, Loss: \d\.\d{4}, Accuracy: \d{1,3}\.\d\d%$", printed[0]);
        Assert.StartsWith("Iteration: 20, ", printed[1]);
    }

    [Fact]
    public void SameSeedsGiveTheSameTraining() =>
        Assert.Equal(LossesOf(new Batches(train.Data, 20, shuffle: true, seed: 3)), LossesOf(new Batches(train.Data, 20, shuffle: true, seed: 3)));

    [Fact]
    public void CancellingKeepsHistoryAndNetwork()
    {
        using var cancel = new CancellationTokenSource();
        var calls = 0;
        var network = Stopping(() => { if (++calls == 12) cancel.Cancel(); }); // 5 batches, 3 of an evaluation, 4 batches
        var trainer = new Trainer(network, Sgd()) { EvaluateEvery = 5, PrintEvery = 0 };
        Assert.Throws<OperationCanceledException>(() => trainer.Fit(train, test, 5, cancel.Token));
        Assert.Equal(5, Assert.Single(trainer.History.Points).Step);
        Assert.Equal(12, calls);
        Assert.Equal(9 + 12, trainer.Fit(train, test, 1).Last.Step);
    }

    [Fact]
    public void ErrorInTheMiddleOfABatchLeavesNoTensorAndNoScopeBehind()
    {
        var calls = 0;
        var network = Stopping(() => { if (++calls == 7) throw new InvalidOperationException("interrupt"); });
        var trainer = new Trainer(network, Sgd()) { EvaluateEvery = 5, PrintEvery = 0 };
        using var outer = NewDisposeScope();
        var alive = Alive();
        Assert.Throws<InvalidOperationException>(() => trainer.Fit(train, test, 1));
        Assert.Equal(alive, Alive());
        Assert.True(outer.Contains(zeros(1)));
        Assert.True(trainer.Fit(train, test, 1).Last.Step > 12);
    }

    [Fact]
    public void ErrorInAnEvaluationLeavesTheNetworkInTrainingMode()
    {
        var network = Small.Network();
        var shaped = new Batches(new LabelledImages(zeros(5, 1, 3, 3), zeros(5, dtype: ScalarType.Int64), ["a"]), 5);
        Assert.ThrowsAny<Exception>(() => NewTrainer(network: network).Fit(train, shaped, 1));
        Assert.True(network.training);
        Assert.True(is_grad_enabled());
    }

    [Fact]
    public void ScoresThatDoNotFitTheLabelsAreNamed()
    {
        var network = nn.Sequential(nn.Conv2d(1, 4, 3), nn.Flatten(0, 1), nn.Flatten()); // rows of all images and channels
        var error = Assert.Throws<ArgumentException>(() => NewTrainer(network: network).Fit(train, test, 1));
        Assert.Contains("shape [20, classes], found [80, 4]", error.Message);
        Assert.Contains("reshape", error.Message);
    }

    [Fact]
    public void NothingGrowsFromTheSecondEpochOn()
    {
        var network = LessonNetworks.Make("FashionCNN");
        var batches = new Batches(new LabelledImages(rand(200, 1, 28, 28), randint(10, [200]), []), 50, shuffle: true);
        var trainer = new Trainer(network, new FusedAdam(network.parameters())) { EvaluateEvery = 2, PrintEvery = 0 };
        trainer.Fit(batches, batches, epochs: 2);
        var (alive, memory) = (Alive(), Environment.WorkingSet);
        trainer.Fit(batches, batches, epochs: 6);
        Assert.Equal(alive, Alive());
        Assert.InRange(Environment.WorkingSet - memory, long.MinValue, 20 << 20);
    }

    private static Trainer NewTrainer(int evaluateEvery = 6, int printEvery = 0, nn.Module<Tensor, Tensor>? network = null)
    {
        network ??= Small.Network();
        return new(network, new FusedAdam(network.parameters(), lr: 0.01)) { EvaluateEvery = evaluateEvery, PrintEvery = printEvery };
    }

    private double[] LossesOf(Batches batches) =>
        [.. NewTrainer(evaluateEvery: 3).Fit(batches, test, 2).Points.Select(point => point.TrainLoss)];

    private readonly nn.Module<Tensor, Tensor> inner = Small.Network();

    private nn.Module<Tensor, Tensor> Stopping(Action action) => new Interrupted(inner, action);

    private TorchSharp.Modules.SGD Sgd() => optim.SGD(inner.parameters(), 0.1);

    private static long Alive() => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

    private static string[] Printed(Action action)
    {
        var console = Console.Out;
        using var text = new StringWriter();
        Console.SetOut(text);
        try
        {
            action();
        }
        finally
        {
            Console.SetOut(console);
        }
        return text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private sealed class Interrupted : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> inner;
        private readonly Action action;

        public Interrupted(nn.Module<Tensor, Tensor> inner, Action action) : base("Interrupted")
        {
            (this.inner, this.action) = (inner, action);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            var half = input * 1;
            action();
            return inner.call(half);
        }
    }
}
