namespace Course.Vision;

/// <summary>What a training shows of itself while it runs: how far it has come, and its loss so far.</summary>
internal sealed class TrainingView
{
    private readonly IReadOnlyList<PictureFormatter<TrainingProgress>> formatters = PictureFormatter<TrainingProgress>.Both(Of);

    /// <summary>How <see cref="TrainingProgress"/> shows itself.</summary>
    public IEnumerable<PictureFormatter<TrainingProgress>> CreateTypeFormatters() => formatters;

    private static Picture Of(TrainingProgress progress)
    {
        var (history, step, last) = progress;
        var share = FormattableString.Invariant($"{100.0 * step / last:0.#}");
        var accuracy = history.Points.Count > 0 ? Words.Here["TestAccuracy", history.Accuracy] : "";
        var html = $"<div style=\"{Palette.Paper};max-width:560px;padding:4px 8px\">" +
            $"<div role=\"progressbar\" aria-label=\"{Words.Here.Term("training")}\" aria-valuemin=\"0\" aria-valuemax=\"100\" " +
            $"aria-valuenow=\"{share}\" style=\"background:#e0e0e0;height:8px;border-radius:4px\"><div "
            + $"style=\"background:#0072b2;height:8px;border-radius:4px;width:{share}%\"></div></div>" +
            $"<div class=\"course-progress\">{Words.Here["Step", step, last]}{accuracy}</div>{Curve(history)}</div>";
        return new(html, $"{history}");
    }

    private static string Curve(TrainingHistory history)
    {
        if (history.Points.Count < 2)
            return "";
        Series Over(string name, Func<TrainingPoint, double> value) =>
            new(name, [.. history.Points.Select(point => (double)point.Step)], [.. history.Points.Select(value)]);
        var chart = new LineChart([Over("training", point => point.TrainLoss), Over("test", point => point.TestLoss)],
            new() { Title = "Loss", X = "step", Width = 520, Height = 240, From = 0 });
        return chart.Draw().Svg.ToImage(chart.Describe());
    }
}
