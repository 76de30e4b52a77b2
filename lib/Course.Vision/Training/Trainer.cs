using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// The training loop of section 5.2: for every batch forward, loss, backward, step; now and then a look at the test images.
/// Stopped at any moment, by the token or by an error, it leaves the network usable and the history up to there.
/// </summary>
/// <param name="network">Images to class scores. It stays on its device; batches are brought there.</param>
/// <param name="optimizer">Changes the network's parameters.</param>
public sealed class Trainer(nn.Module<Tensor, Tensor> network, optim.Optimizer optimizer)
{
    private readonly Stopwatch clock = new();
    private int step, epoch;
    private double lossSum;
    private int lossCount;

    /// <summary>Scores and labels to one number. // [n, classes], [n] -> []</summary>
    public nn.Module<Tensor, Tensor, Tensor> Loss { get; init; } = nn.CrossEntropyLoss();

    /// <summary>Batches between two evaluations; 0 evaluates at the end of each epoch only.</summary>
    public int EvaluateEvery { get; init; } = 50;

    /// <summary>Batches between two printed lines (each with an evaluation); 0 prints none.</summary>
    public int PrintEvery { get; init; } = 500;

    /// <summary>Neither prints nor shows how far it has come; for many short trainings one after the other.</summary>
    public bool Quiet { get; init; }

    /// <summary>All evaluations so far; grows while <see cref="Fit"/> runs.</summary>
    public TrainingHistory History { get; } = new();

    /// <summary>Trains, and shows the history live where the host can. A second call goes on where the first one ended.</summary>
    /// <param name="train">What the network learns from.</param>
    /// <param name="test">What it is evaluated on.</param>
    /// <param name="epochs">How often it sees all of <paramref name="train"/>.</param>
    /// <param name="cancel">Stops between two batches.</param>
    /// <returns><see cref="History"/>; its last point is the network as it is at the end.</returns>
    /// <exception cref="OperationCanceledException">Stopped by the token.</exception>
    /// <exception cref="ArgumentException">The scores do not fit the labels, or the two sets have other classes.</exception>
    public TrainingHistory Fit(IBatchSource train, IBatchSource test, int epochs, CancellationToken cancel = default)
    {
        Expect.SameClasses(train.ClassNames, test.ClassNames);
        var end = step + epochs * train.Count;
        using var progress = Quiet ? null : new LiveProgress(() => new TrainingProgress(History, step, end));
        using var scope = NewDisposeScope();        // whatever an interrupt leaves behind
        clock.Start();
        try
        {
            for (var last = epoch + epochs; epoch < last;)
                OneEpoch(train, test, progress, cancel);
        }
        finally
        {
            clock.Stop();
        }
        return History;
    }

    private void OneEpoch(IBatchSource train, IBatchSource test, LiveProgress? progress, CancellationToken cancel)
    {
        epoch++;
        network.train();
        var left = train.Count;
        foreach (var batch in train)
        {
            cancel.ThrowIfCancellationRequested();
            Live.StopIfInterrupted();
            lossSum += OneBatch(batch);
            lossCount++;
            step++;
            left--;
            if (IsDue(EvaluateEvery) || IsDue(Quiet ? 0 : PrintEvery) || left == 0)
                Record(Evaluate(test, cancel));
            progress?.Update();
        }
    }

    private double OneBatch(Batch batch)
    {
        using var scope = NewDisposeScope();        // frees every tensor of this batch
        optimizer.zero_grad();
        var (images, labels) = OnDevice(batch);
        var scores = network.call(images);          // [n, classes]
        Expect.ScoresFor(labels, scores);
        var loss = Loss.call(scores, labels);
        loss.backward();
        optimizer.step();
        return loss.ToDouble();
    }

    /// <summary>Looks at test images without learning from them: evaluation mode, no gradients.</summary>
    /// <returns>Mean loss, and share of images recognised in per cent.</returns>
    public (double Loss, double Accuracy) Evaluate(IBatchSource test, CancellationToken cancel = default)
    {
        using var evaluating = new EvaluationMode(network);
        using var all = NewDisposeScope();
        double loss = 0, correct = 0;
        foreach (var batch in test)
        {
            cancel.ThrowIfCancellationRequested();
            Live.StopIfInterrupted();
            using var scope = NewDisposeScope();
            var (images, labels) = OnDevice(batch);
            var scores = network.call(images);
            Expect.ScoresFor(labels, scores);
            loss += Loss.call(scores, labels).ToDouble() * labels.shape[0];
            correct += scores.argmax(1).eq(labels).sum().ToDouble();
        }
        return (loss / test.ImageCount, 100 * correct / test.ImageCount);
    }

    private void Record((double Loss, double Accuracy) test)
    {
        var point = new TrainingPoint(step, epoch, lossSum / lossCount, test.Loss, test.Accuracy, clock.Elapsed.TotalSeconds);
        (lossSum, lossCount) = (0, 0);
        History.Add(point);
        if (IsDue(Quiet ? 0 : PrintEvery))
            Console.WriteLine(Words.Here["Iteration", step, point.TrainLoss, point.TestAccuracy]);
    }

    /// <summary>The batch where the network is.</summary>
    private Batch OnDevice(Batch batch)
    {
        var device = network.parameters().First().device;
        return new(batch.Images.to(device), batch.Labels.to(device));
    }

    private bool IsDue(int every) => every > 0 && step % every == 0;
}
