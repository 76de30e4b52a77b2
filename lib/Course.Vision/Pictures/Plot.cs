using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Draws what a lesson looks at. A picture is the last expression of a cell, or shown by <c>display(...)</c>. Colours differ for
/// the colour-blind too, and everything has a text for those who can't see it.
/// </summary>
public static class Plot
{
    /// <summary>Curves over a common axis, such as the loss over training steps.</summary>
    /// <param name="series">One or several curves. NaN and infinite values leave gaps.</param>
    /// <param name="options">Title, axis labels, size.</param>
    /// <exception cref="ArgumentException">A series has not as many x as y values.</exception>
    public static Picture Curves(IReadOnlyList<Series> series, ChartOptions? options = null) =>
        new LineChart(series, options ?? new()).ToPicture();

    /// <summary>Loss and accuracy of one training or several, side by side. A single one shows its test loss too.</summary>
    /// <param name="runs">A name for the legend and a history each.</param>
    /// <exception cref="ArgumentException">There is no history.</exception>
    public static Picture LearningCurves(params (string Name, TrainingHistory History)[] runs)
    {
        if (runs.Length == 0)
            throw new ArgumentException("Expected at least one training history, found none.", nameof(runs));
        var losses = runs.Length == 1
            ? new[] { Over(runs[0].History, "training", point => point.TrainLoss), Over(runs[0].History, "test", point => point.TestLoss) }
                .Where((series, i) => i == 0 || series.Y.Any(loss => !double.IsNaN(loss))).ToList() // a loop written by hand may keep no test loss
            : runs.Select(run => Over(run.History, run.Name, point => point.TrainLoss)).ToList();
        var accuracies = runs.Select(run => Over(run.History, run.Name, point => point.TestAccuracy)).ToList();
        var lossTitle = runs.Length == 1 ? $"{runs[0].Name}: loss" : "Training loss";
        return Picture.Row(
            Curves(losses, new() { Title = lossTitle, X = "step", Y = "loss", Width = 460, Height = 320, From = 0 }),
            Curves(accuracies, new() { Title = "Test accuracy", X = "step", Y = "accuracy (%)", Width = 460, Height = 320 }));

        static Series Over(TrainingHistory history, string name, Func<TrainingPoint, double> value) =>
            new(name, [.. history.Points.Select(point => (double)point.Step)], [.. history.Points.Select(value)]);
    }

    /// <summary>One bar a category.</summary>
    /// <param name="categories">Names below the bars. // [n]</param>
    /// <param name="values">Heights. // [n]</param>
    /// <param name="options">Title, axis labels, size.</param>
    /// <exception cref="ArgumentException">No category, or not one value for each.</exception>
    public static Picture Bars(IReadOnlyList<string> categories, IReadOnlyList<double> values, ChartOptions? options = null) =>
        Bars(categories, [new Bars("", values)], options);

    /// <summary>Several groups of bars side by side, such as the accuracy of two networks on each class.</summary>
    /// <param name="categories">Names below the bars. // [n]</param>
    /// <param name="groups">One colour each, with a value for each category.</param>
    /// <param name="options">Title, axis labels, size.</param>
    /// <exception cref="ArgumentException">No category or group, or not one value for each category.</exception>
    public static Picture Bars(IReadOnlyList<string> categories, IReadOnlyList<Bars> groups, ChartOptions? options = null) =>
        new BarChart(categories, groups, options ?? new()).ToPicture();

    /// <summary>Images in a grid, each with its caption below.</summary>
    /// <param name="images">uint8, or float in [0, 1]; grey or RGB. // [N, 1 or 3, H, W], or [N, H, W] in grey</param>
    /// <param name="captions">One text an image, or null for none. // [N]</param>
    /// <param name="columns">Most images in a row; fewer where the page is narrow.</param>
    /// <param name="right">Which captions are right: a blue one with ✓; the others get ✗ and are orange. Null to leave them plain. // [N]</param>
    /// <exception cref="ArgumentException">Another shape, type or range of values, or not one caption an image.</exception>
    public static Picture Images(Tensor images, IReadOnlyList<string>? captions = null, int columns = 10, IReadOnlyList<bool>? right = null) =>
        ImageGrid.Of(images, right is null ? captions ?? [] : ImageGrid.Marked(captions ?? [], right), columns, right);

    /// <summary>
    /// How often class i was taken for class j. Rows are the actual classes, columns the predicted ones; the colour is the share
    /// of the row.
    /// </summary>
    /// <param name="counts">Number of images. // [actual, predicted]</param>
    /// <param name="names">Class names in index order.</param>
    /// <param name="options">Title, axis labels.</param>
    /// <exception cref="ArgumentException">The counts are not square, or there is not one name a class.</exception>
    public static Picture ConfusionMatrix(long[,] counts, IReadOnlyList<string> names, ChartOptions? options = null)
    {
        var classes = counts.GetLength(0);
        if (classes == 0 || counts.GetLength(1) != classes || names.Count != classes)
            throw new ArgumentException("Expected as many rows as columns and names, " +
                $"found {classes} rows, {counts.GetLength(1)} columns, {names.Count} names.");
        var values = new double[classes, classes];
        var shares = new double[classes, classes];
        for (var actual = 0; actual < classes; actual++)
        {
            var total = Math.Max(1, Enumerable.Range(0, classes).Sum(predicted => counts[actual, predicted]));
            for (var predicted = 0; predicted < classes; predicted++)
            {
                values[actual, predicted] = counts[actual, predicted];
                shares[actual, predicted] = (double)counts[actual, predicted] / total;
            }
        }
        options ??= new() { X = "predicted", Y = "actual" };
        return new HeatMap(values, options) { RowNames = names, ColumnNames = names, Shades = shares, Range = (0, 1) }.ToPicture();
    }

    /// <summary>A matrix as coloured cells, with its numbers where there are few.</summary>
    /// <param name="values">Any number type. // [rows, columns]</param>
    /// <param name="options">Title, axis labels.</param>
    /// <param name="map">Its colours; by default blue to red around zero where there are negative numbers, else white to blue.</param>
    /// <exception cref="ArgumentException">The tensor has not two dimensions, or is empty.</exception>
    public static Picture HeatMap(Tensor values, ChartOptions? options = null, ColourMap? map = null) =>
        MatrixTables.HeatMapOf(values, options ?? new(), map).ToPicture();

    /// <summary>Small tensors side by side as tables of coloured numbers, such as input, kernel and output.</summary>
    /// <param name="tensors">A name and a vector, a matrix, or a stack of matrices each. // [W], [H, W] or [D, H, W]</param>
    /// <exception cref="ArgumentException">A tensor of another shape, or an empty one.</exception>
    public static Picture Matrices(params (string Name, Tensor Values)[] tensors) => MatrixTables.Row(tensors);

    /// <summary>A volume that can be turned, with its slices side by side as the static picture.</summary>
    /// <param name="volume">Any number type, at most 32 x 32 x 32. // [D, H, W]</param>
    /// <param name="options">Title, size.</param>
    /// <exception cref="ArgumentException">The tensor has not three dimensions, is empty or too large.</exception>
    public static Picture Volume(Tensor volume, ChartOptions? options = null) => new VolumeChart(volume, options ?? new()).ToPicture();
}
