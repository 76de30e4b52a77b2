namespace Course.Vision;

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
