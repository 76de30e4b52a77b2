using System.Text;

namespace Course.Vision;

/// <summary>What an evaluation during training found.</summary>
/// <param name="Step">Batches learned from so far (the book's iteration).</param>
/// <param name="Epoch">Epoch, from 1.</param>
/// <param name="TrainLoss">Mean loss of the training batches since the evaluation before.</param>
/// <param name="TestLoss">Mean loss of the test images.</param>
/// <param name="TestAccuracy">Share of test images recognised, in per cent.</param>
/// <param name="Seconds">Since training began, evaluations included.</param>
public sealed record TrainingPoint(int Step, int Epoch, double TrainLoss, double TestLoss, double TestAccuracy, double Seconds);

/// <summary>
/// How a training went, evaluation by evaluation. Shows itself as a table with the last evaluation of each epoch.
/// </summary>
[TypeFormatterSource(typeof(PlainText))]
public sealed class TrainingHistory
{
    private readonly List<TrainingPoint> points = [];

    /// <summary>All evaluations, oldest first.</summary>
    public IReadOnlyList<TrainingPoint> Points => points;

    /// <summary>The last evaluation.</summary>
    /// <exception cref="InvalidOperationException">There was none yet.</exception>
    public TrainingPoint Last => points.Count > 0 ? points[^1]
        : throw new InvalidOperationException("Nothing was evaluated yet: call Trainer.Fit first.");

    /// <summary>Test accuracy of the last evaluation, in per cent.</summary>
    public double Accuracy => Last.TestAccuracy;

    /// <summary>Seconds spent training and evaluating.</summary>
    public double Seconds => points.Count > 0 ? points[^1].Seconds : 0;

    /// <summary>A table: one row an epoch.</summary>
    public override string ToString()
    {
        if (points.Count == 0)
            return Words.Here["NoEvaluation"];
        var text = new StringBuilder(Words.Here["History"]);
        foreach (var point in points.GroupBy(point => point.Epoch).Select(epoch => epoch.Last()))
            text.Append($"\n{point.Epoch,5}  {point.Step,5}  {point.TrainLoss,10:F4}  {point.TestLoss,9:F4}  "
                + $"{point.TestAccuracy,7:F2}%  {point.Seconds,7:F1}");
        return text.ToString();
    }

    /// <summary>Adds an evaluation; <see cref="Trainer"/> does, and so does a loop written by hand.</summary>
    public void Add(TrainingPoint point) => points.Add(point);
}

/// <summary>How far a training has come: what a notebook shows while it runs.</summary>
/// <param name="History">The evaluations so far.</param>
/// <param name="Step">Batches learned from.</param>
/// <param name="Last">Batches to learn from in all.</param>
[TypeFormatterSource("TrainingView", PreferredMimeTypes = ["text/html", "text/plain"])]
internal sealed record TrainingProgress(TrainingHistory History, int Step, int Last)
{
    /// <summary>The history's table.</summary>
    public override string ToString() => $"{History}";
}
