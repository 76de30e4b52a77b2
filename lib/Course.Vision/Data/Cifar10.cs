namespace Course.Vision;

/// <summary>
/// CIFAR-10: colour pictures of ten kinds of things, 32 x 32 pixels, 50,000 to train with and 10,000 to test with.
/// </summary>
/// <remarks>A. Krizhevsky, "Learning Multiple Layers of Features from Tiny Images" (2009). Read from the published archive as it
/// is.</remarks>
public sealed class Cifar10 : LabelledImages
{
    private const string Folder = "cifar-10", Archive = "cifar-10-binary.tar.gz";

    /// <summary>The ten classes in label order.</summary>
    public static readonly IReadOnlyList<string> Names =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>Loads all pictures of one part into memory.</summary>
    /// <param name="root">The data folder, with <c>cifar-10/cifar-10-binary.tar.gz</c>; by default the one that COURSE_DATA
    /// names, else the kit's own.</param>
    /// <param name="train">True for the training part, false for the test part.</param>
    /// <param name="download">True to fetch the archive where it is absent or damaged.</param>
    /// <param name="transform">Prepares the pictures, all at once (uint8 [N, 3, 32, 32]); by default ToTensor.</param>
    /// <exception cref="FileNotFoundException">The archive is not there.</exception>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    /// <exception cref="DownloadException">The download failed; the message lists every mirror's answer.</exception>
    public Cifar10(string? root = null, bool train = true, bool download = false, Transform? transform = null)
        : base(CifarFiles.Read(Find(Path.Combine(DataFolder.Of(root), Folder), download), train), transform, Names)
    {
    }

    private static string Find(string folder, bool download)
    {
        if (download)
            return DataFolder.Fetch(DataFolder.Manifest[Folder][Archive], folder);
        var path = Path.Combine(folder, Archive);
        return File.Exists(path) ? path
            : throw new FileNotFoundException($"CIFAR-10 is not in {folder}: expected {Archive} there. Fetch it " +
            $"with new Cifar10(download: true) or `course data download {Folder}`.", path);
    }
}
