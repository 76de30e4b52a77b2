using static TorchSharp.torch;

namespace Course.Files;

/// <summary>The two files of one part of MNIST or Fashion-MNIST, wherever they lie below a data folder.</summary>
/// <param name="Images">The file with the pictures.</param>
/// <param name="Labels">The file with their classes.</param>
public sealed record MnistFiles(string Images, string Labels)
{
    /// <summary>The files of a part; null where there is no file of the set at all.</summary>
    /// <param name="root">The data folder.</param>
    /// <param name="set">The data set's folder and its name in the manifest.</param>
    /// <param name="train">The training part, else the test part.</param>
    /// <exception cref="InvalidDataException">Some of the files are there and one of these two is not.</exception>
    public static MnistFiles? Find(string root, string set, bool train) => FolderWithFiles(root, set) is { } folder
        ? new(Present(folder, Stem(train, "images-idx3")), Present(folder, Stem(train, "labels-idx1")))
        : null;

    /// <summary>The files of a part, fetched first where they are absent or not as published.</summary>
    /// <param name="root">The data folder.</param>
    /// <param name="train">The training part, else the test part.</param>
    /// <param name="published">The data set in the manifest.</param>
    /// <param name="fetch">Fetches a file into a folder and returns its path.</param>
    public static MnistFiles Fetch(string root, bool train, DataSet published, Func<DataFile, string, string> fetch)
    {
        var folder = FolderWithFiles(root, published.Name) ?? Path.Combine(root, published.Name);
        string Place(string stem)
        {
            var file = published[stem + ".gz"];
            return Forms(folder, stem).FirstOrDefault(path => file.Fault(path) == null) ?? fetch(file, folder);
        }
        return new(Place(Stem(train, "images-idx3")), Place(Stem(train, "labels-idx1")));
    }

    /// <summary>Raw pixels (uint8) and labels (int64). // [N, 1, 28, 28], [N]</summary>
    public (Tensor Images, Tensor Labels) Read()
    {
        var images = Idx.ReadImages(Images);
        var labels = Idx.ReadLabels(Labels, classCount: 10);
        if (images.shape[2] != 28 || images.shape[3] != 28)
            throw Content.Damaged(Images, $"expected pictures of 28 x 28 pixels, found {images.shape[2]} x {images.shape[3]}");
        if (images.shape[0] != labels.shape[0])
            throw Content.Damaged(Labels, $"expected {images.shape[0]:N0} labels, as many as there are pictures in " +
                $"{Path.GetFileName(Images)}, found {labels.shape[0]:N0}");
        return (images, labels);
    }

    private static string Stem(bool train, string kind) => $"{(train ? "train" : "t10k")}-{kind}-ubyte";

    private static string? FolderWithFiles(string root, string set)
    {
        string[] layouts = [set, Path.Combine(set == "mnist" ? "MNIST" : "FashionMNIST", "raw")]; // the kit's, torchvision's
        var stems = new[] { true, false }.SelectMany(train => new[] { Stem(train, "images-idx3"), Stem(train, "labels-idx1") });
        return layouts.Select(layout => Path.Combine(root, layout))
            .FirstOrDefault(folder => stems.Any(stem => Forms(folder, stem).Any(File.Exists)));
    }

    private static string Present(string folder, string stem) =>
        Forms(folder, stem).FirstOrDefault(File.Exists) ??
        throw Content.Damaged(Path.Combine(folder, stem + ".gz"), "expected this file beside the others, found none");

    /// <summary>Where a file may lie: with a dot (train-images.idx3-ubyte) where an archiver went by gzip's note of the name, in
    /// a folder of its own name as Kaggle packs it. Compressed first: gzip has a checksum, which the unpacked file
    /// lacks.</summary>
    private static IEnumerable<string> Forms(string folder, string stem) =>
        from name in (string[])[stem, stem.Replace("-idx", ".idx", StringComparison.Ordinal)]
        from form in (string[])[name + ".gz", name, Path.Combine(name, name)]
        select Path.Combine(folder, form);
}
