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
    /// <exception cref="ArgumentException">A series has more or fewer x than y values.</exception>
    public static Picture Curves(IReadOnlyList<Series> series, ChartOptions? options = null) =>
        new LineChart(series, options ?? new()).ToPicture();

    /// <summary>Loss and accuracy of one training or several, side by side. A single training shows its test loss too.</summary>
    /// <param name="runs">A name for the legend and a history each.</param>
    /// <exception cref="ArgumentException">There is no history.</exception>
    public static Picture LearningCurves(params (string Name, TrainingHistory History)[] runs)
    {
        if (runs.Length == 0)
            throw new ArgumentException("Expected at least one training history, found none.", nameof(runs));
        List<Series> losses = runs.Length == 1
            ? [Over(runs[0].History, "training", point => point.TrainLoss),
            Over(runs[0].History, "test", point => point.TestLoss)]
            : runs.Select(run => Over(run.History, run.Name, point => point.TrainLoss)).ToList();
        losses.RemoveAll(loss => loss.Y.Count > 0 && loss.Y.All(double.IsNaN)); // a loop written by hand may keep none
        var accuracies = runs.Select(run => Over(run.History, run.Name, point => point.TestAccuracy)).ToList();
        var lossTitle = runs.Length == 1 ? $"{runs[0].Name}: loss" : "Training loss";
        return Picture.Row(
            Curves(losses, new() { Title = lossTitle, X = "step", Y = "loss", Width = 460, Height = 320, From = 0 }),
            Curves(accuracies, new() { Title = "Test accuracy", X = "step", Y = "accuracy (%)", Width = 460, Height = 320 }));

        static Series Over(TrainingHistory history, string name, Func<TrainingPoint, double> value) =>
            new(name, [.. history.Points.Select(point => (double)point.Step)], [.. history.Points.Select(value)]);
    }

    /// <summary>Images in a grid, each above its caption.</summary>
    /// <param name="images">uint8, or float in [0, 1]; grey or RGB. // [N, 1 or 3, H, W], or [N, H, W] in grey</param>
    /// <param name="captions">One text per image, or null for none. // [N]</param>
    /// <param name="columns">At most so many images in a row; fewer where the page is narrow.</param>
    /// <param name="right">Which captions are right: blue with a ✓, the others orange with a ✗. Null: all plain. // [N]</param>
    /// <exception cref="ArgumentException">Another shape, type or range of values, or another number of captions.</exception>
    public static Picture Images(
        Tensor images, IReadOnlyList<string>? captions = null, int columns = 10, IReadOnlyList<bool>? right = null) =>
        ImageGrid.Of(images, captions ?? [], columns, right);

    /// <summary>
    /// How often class i was taken for class j. Rows are the actual classes, columns the predicted ones; the colour is the share
    /// of the row.
    /// </summary>
    /// <param name="counts">Number of images. // [actual, predicted]</param>
    /// <param name="names">Class names in index order.</param>
    /// <param name="options">Title, axis labels.</param>
    /// <exception cref="ArgumentException">The counts are not square, or there are more or fewer names than classes.</exception>
    public static Picture ConfusionMatrix(long[,] counts, IReadOnlyList<string> names, ChartOptions? options = null)
    {
        var classes = counts.GetLength(0);
        if (classes == 0 || counts.GetLength(1) != classes || names.Count != classes)
            throw new ArgumentException("Expected as many rows as columns and names, " +
                $"found {classes} rows, {counts.GetLength(1)} columns, {names.Count} names.");
        using var values = tensor(counts);
        return new HeatMap(values, names, options ?? new() { X = "predicted", Y = "actual" }).ToPicture();
    }

    /// <summary>
    /// A matrix as coloured cells, with its numbers where there are few: blue to red around zero where some are negative, else
    /// white to blue.
    /// </summary>
    /// <param name="values">Any number type. // [rows, columns]</param>
    /// <param name="options">Title, axis labels.</param>
    /// <exception cref="ArgumentException">The tensor is no matrix, or is empty.</exception>
    public static Picture HeatMap(Tensor values, ChartOptions? options = null) =>
        new HeatMap(values, options ?? new()).ToPicture();

    /// <summary>Small tensors side by side as tables of coloured numbers, such as input, kernel and output.</summary>
    /// <param name="tensors">A name and a vector, a matrix, or a stack of matrices each. // [W], [H, W] or [D, H, W]</param>
    /// <exception cref="ArgumentException">A tensor of another shape, or an empty one.</exception>
    public static Picture Matrices(params (string Name, Tensor Values)[] tensors)
    {
        using var scope = NewDisposeScope();
        return Picture.Row([.. tensors.SelectMany(tensor => Slices(Words.Here.Term(tensor.Name), tensor.Values))]);

        static IEnumerable<Picture> Slices(string name, Tensor values) => values.Dimensions switch
        {
            1 => [Table(name, values.unsqueeze(0))],
            3 => values.unbind().Select((slice, i) => Table(values.shape[0] > 1 ? $"{name} [{i}]" : name, slice)),
            _ => [Table(name, values)],
        };

        static Picture Table(string name, Tensor matrix) => new HeatMap(matrix, new() { Title = name }).ToStillPicture();
    }

    /// <summary>Matrices side by side as colours on one scale, too large to read their numbers.</summary>
    /// <param name="maps">A name and a matrix each. // [H, W]</param>
    /// <exception cref="ArgumentException">A tensor of another shape, or none.</exception>
    public static Picture Maps(params (string Name, Tensor Values)[] maps) => MapRow.Of(maps);

    /// <summary>A clip that plays, and can be stopped and stepped through.</summary>
    /// <param name="name">Its heading.</param>
    /// <param name="frames">Any number type; the least is drawn black, the most white. // [T, H, W]</param>
    /// <exception cref="ArgumentException">A tensor of another shape.</exception>
    public static Picture Film(string name, Tensor frames) => Clip.Of(name, frames);

    /// <summary>A volume that can be turned, with its slices side by side as the static picture.</summary>
    /// <param name="volume">Any number type, at most 32 x 32 x 32. // [D, H, W]</param>
    /// <param name="options">Title, size.</param>
    /// <exception cref="ArgumentException">The tensor is no volume, is empty or is too large.</exception>
    public static Picture Volume(Tensor volume, ChartOptions? options = null) =>
        new VolumeChart(volume, options ?? new()).ToPicture();

    /// <summary>Attributions over their image, each on a scale of its own; the image alone comes first.</summary>
    /// <param name="image">uint8, or float in [0, 1]; grey or RGB. // [1, C, H, W] or [C, H, W]</param>
    /// <param name="maps">A name and an attribution each, of the image's size or a layer's. // [1, C, h, w]</param>
    /// <param name="withSign">Red speaks for the class, blue against it; if false, sizes alone are shown, in violet.</param>
    /// <exception cref="ArgumentException">Several images, a map of another shape, or a normalized image.</exception>
    public static Picture Overlay(Tensor image, IReadOnlyList<(string Name, Tensor Map)> maps, bool withSign = true) =>
        ImageOverlay.Of(image, maps, withSign);

    /// <summary>
    /// A layer's first 16 feature maps on one scale. Behind a ReLU, channels silent everywhere are crossed out.
    /// </summary>
    /// <param name="maps">The layer's maps; those of the first image are drawn. // [N, C, h, w]</param>
    /// <param name="title">The layer's name.</param>
    public static Picture FeatureMaps(Tensor maps, string title) => FeatureMapGrid.Of(maps, title);

    /// <summary>A network's block: its paths side by side from input to output, each layer with its kind and channels.</summary>
    /// <param name="title">What stands above it.</param>
    /// <param name="block">The block, such as <c>Layers.Find(network, "layer1.1")</c>.</param>
    /// <param name="paths">Names of the convolutions on each path, in order; an empty path is the input itself.</param>
    /// <exception cref="ArgumentException">A layer does not exist, or the paths do not fit together.</exception>
    public static Picture Block(string title, nn.Module<Tensor, Tensor> block, params string[][] paths) =>
        new BlockDrawing(title, block, paths).ToPicture();

    /// <summary>Pictures to step through with a slider, such as one per layer; all side by side where scripts are off.</summary>
    /// <param name="label">What the slider chooses.</param>
    /// <param name="frames">A name and a picture each.</param>
    public static Picture Slider(string label, IReadOnlyList<(string Name, Picture Picture)> frames) =>
        PictureSlider.Of(label, frames);
}
