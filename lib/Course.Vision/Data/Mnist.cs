namespace Course.Vision;

/// <summary>MNIST: grey pictures of handwritten digits, 28 x 28 pixels, 60,000 to train with and 10,000 to test with.</summary>
/// <remarks>
/// Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-Based Learning Applied to Document Recognition" (1998). Its files have
/// the form of Fashion-MNIST's, which was made to take its place.
/// </remarks>
public sealed class Mnist : LabelledImages
{
    private const string Folder = "mnist";

    /// <summary>The ten digits in label order.</summary>
    public static readonly IReadOnlyList<string> Names = [.. Enumerable.Range(0, 10).Select(digit => $"{digit}")];

    /// <summary>Loads all pictures of one part into memory.</summary>
    /// <param name="root">The data folder, with the files in <c>mnist/</c> or torchvision's <c>MNIST/raw/</c>; by default the one
    /// that COURSE_DATA names, else the kit's own.</param>
    /// <param name="train">True for the training part, false for the test part.</param>
    /// <param name="download">True to fetch the files where they are absent or damaged.</param>
    /// <param name="transform">Prepares the pictures, all at once (uint8 [N, 1, 28, 28]); by default ToTensor.</param>
    /// <exception cref="FileNotFoundException">The files are not there.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or missing beside the others.</exception>
    /// <exception cref="DownloadException">The download failed; the message lists every mirror's answer.</exception>
    public Mnist(string? root = null, bool train = true, bool download = false, Transform? transform = null)
        : base(Find(DataFolder.Of(root), train, download).Read(), transform, Names)
    {
    }

    private static MnistFiles Find(string folder, bool train, bool download) => download
        ? MnistFiles.Fetch(folder, train, DataFolder.Manifest[Folder], DataFolder.Fetch)
        : MnistFiles.Find(folder, Folder, train) ?? throw new FileNotFoundException(
            $"MNIST is not in {Path.Combine(folder, Folder)}. Fetch it with new Mnist(download: true) or `course data download "
                + $"{Folder}`.");
}
