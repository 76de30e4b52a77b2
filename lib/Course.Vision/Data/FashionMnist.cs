namespace Course.Vision;

/// <summary>
/// Fashion-MNIST: grey pictures of ten kinds of clothes, 28 x 28 pixels, 60,000 to train with and 10,000 to test with. Where the
/// real pictures are absent it holds the kit's generated stand-in (6,000 and 1,000), and says so.
/// </summary>
/// <remarks>
/// H. Xiao, K. Rasul, R. Vollgraf, "Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning Algorithms" (2017),
/// https://arxiv.org/abs/1708.07747. Its parameters are those of torchvision.datasets.FashionMNIST.
/// </remarks>
public sealed class FashionMnist : LabelledImages
{
    /// <summary>The ten classes in label order.</summary>
    public static readonly IReadOnlyList<string> Names =
        ["T-Shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle Boot"];

    private const string Folder = "fashion-mnist";

    /// <summary>Loads all pictures of one part into memory.</summary>
    /// <param name="root">The data folder, with the files in <c>fashion-mnist/</c> or torchvision's <c>FashionMNIST/raw/</c>;
    /// by default the one that COURSE_DATA names, else the kit's own.</param>
    /// <param name="train">True for the training part, false for the test part.</param>
    /// <param name="download">True to fetch the real pictures where they are absent or damaged.</param>
    /// <param name="transform">Prepares the pictures, all at once (uint8 [N, 1, 28, 28]); by default ToTensor.</param>
    /// <exception cref="InvalidDataException">A file is damaged, or missing beside the others.</exception>
    /// <exception cref="DownloadException">The download failed; the message lists every mirror's answer.</exception>
    public FashionMnist(string? root = null, bool train = true, bool download = false, Transform? transform = null)
        : this(Find(DataFolder.Of(root), train, download), train, transform)
    {
    }

    private FashionMnist(MnistFiles? files, bool train, Transform? transform)
        : base(files?.Read() ?? StandIn.Draw(train), transform, Names)
    {
        IsStandIn = files is null;
        Source = files?.Images ?? Words.Here["StandIn"];
    }

    /// <summary>True when these are the kit's generated pictures, not the real ones.</summary>
    public bool IsStandIn { get; }

    /// <summary>Where the pictures come from: the image file, or that they are generated.</summary>
    public string Source { get; }

    /// <summary>What it holds, in a line.</summary>
    public override string ToString() => $"Fashion-MNIST: {base.ToString()} ({Source})";

    private static MnistFiles? Find(string folder, bool train, bool download)
    {
        if (download)
            return MnistFiles.Fetch(folder, train, DataFolder.Manifest[Folder], DataFolder.Fetch);
        var files = MnistFiles.Find(folder, Folder, train);
        if (files is null)
            DataFolder.Tell(Words.Here["NoFashionMnist", Path.Combine(folder, Folder)]);
        return files;
    }
}
