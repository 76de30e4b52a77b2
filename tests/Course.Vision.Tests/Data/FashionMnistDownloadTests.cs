namespace Course.Vision.Tests;

[Collection("Console")] // its progress goes to the console
public sealed class FashionMnistDownloadTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly FakeServer server = new();

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void AbsentFilesAreFetchedIntoTheKitsLayoutAndShown()
    {
        using var output = new CapturedConsole();
        using var images = Fetch().Read().Images;
        Assert.Equal([3, 1, 28, 28], images.shape);
        Assert.True(File.Exists(folder["fashion-mnist", "train-labels-idx1-ubyte.gz"]));
        Assert.Contains(output.Lines, line => line.StartsWith("train-images-idx3-ubyte.gz from 127.0.0.1", StringComparison.Ordinal));
        Assert.Empty(output.Errors);
    }

    [Fact]
    public void UnpackedFilesInTorchvisionsLayoutAreUsedAsTheyAre()
    {
        using var output = new CapturedConsole();
        var raw = Directory.CreateDirectory(folder["FashionMNIST", "raw"]).FullName;
        File.WriteAllBytes(Path.Combine(raw, "train-images-idx3-ubyte"), IdxFile.Images(3));
        File.WriteAllBytes(Path.Combine(raw, "train-labels-idx1-ubyte"), IdxFile.Labels(4, 5, 6));
        Assert.Equal(Path.Combine(raw, "train-images-idx3-ubyte"), Fetch().Images);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void DamagedFileIsFetchedAnew()
    {
        using var output = new CapturedConsole();
        var into = Directory.CreateDirectory(folder["fashion-mnist"]).FullName;
        File.WriteAllBytes(Path.Combine(into, "train-images-idx3-ubyte.gz"), IdxFile.Gzip(IdxFile.Images(3))[..100]);
        using var images = Fetch().Read().Images;
        Assert.Equal(3, images.shape[0]);
    }

    [Fact]
    public void ProgressChangesInPlaceWhereTheHostCanDoThat()
    {
        using var output = new CapturedConsole();
        var shown = new List<object>();
        AppContext.SetData("course.display", (Func<object, Action<object>>)(first =>
        {
            shown.Add(first);
            return shown.Add;
        }));
        try
        {
            var progress = new ConsoleProgress();
            progress.Report(new("a.gz", "host", 0, 2_000_000));
            progress.Report(new("a.gz", "host", 1_000, 2_000_000)); // too soon after the first to be shown
            progress.Report(new("a.gz", "host", 2_000_000, 2_000_000));
        }
        finally
        {
            AppContext.SetData("course.display", null);
        }
        Assert.Equal(["a.gz from host: 0.0 of 2.0 MB (0 %)", "a.gz from host: 2.0 of 2.0 MB (100 %)"], shown);
        Assert.Empty(output.Lines);
    }

    private MnistFiles Fetch() =>
        MnistFiles.Fetch(folder.Path, train: true, Published(), DataFolder.Fetch);

    private DataSet Published() => new("fashion-mnist", "Fashion-MNIST", "-", "-",
        [Served("train-images-idx3-ubyte.gz", IdxFile.Images(3)), Served("train-labels-idx1-ubyte.gz", IdxFile.Labels(4, 5, 6))]);

    private DataFile Served(string name, byte[] content) => new(name, [server.Serve("/" + name, new Reply(IdxFile.Gzip(content)))],
        content.Length, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)));
}
