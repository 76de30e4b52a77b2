using System.Diagnostics;
using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

[Collection("Console")]
public sealed class FashionMnistTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory, InlineData(true, 60000), InlineData(false, 10000)]
    public void RealPicturesComeInOrderAndScaled(bool train, int count)
    {
        using var data = new FashionMnist(Repository.RealFashionMnist(), train);
        Assert.False(data.IsStandIn);
        Assert.Equal([count, 1, 28, 28], data.Images.shape);
        Assert.Equal(ScalarType.Float32, data.Images.dtype);
        Assert.Equal(count / 10, data.Labels.eq(7).sum().item<long>());
        Assert.Equal(train ? [9, 0, 0, 3, 0] : [9L, 2, 1, 1, 6], data.Labels[..5].data<long>().ToArray());
        Assert.Equal(1, data.Images.max().item<float>());
        Assert.Equal(train ? 0.2860 : 0.2868, data.Images.mean().item<float>(), 0.0001); // torchvision's well-known mean
    }

    [Fact]
    public void SixtyThousandPicturesLoadInAMoment()
    {
        var root = Repository.RealFashionMnist();
        new FashionMnist(root, train: false).Dispose(); // loads libtorch
        var watch = Stopwatch.StartNew();
        new FashionMnist(root).Dispose();
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5); // about 0.5 on a quiet machine, 1.8 on a busy one
    }

    [Fact]
    public void AbsentDataGivesTheStandInAndOneLineSaysSo()
    {
        using var output = new CapturedConsole();
        using var data = new FashionMnist(folder.Path, train: false);
        Assert.True(data.IsStandIn);
        Assert.Equal("generated stand-in", data.Source);
        Assert.Equal(1000, data.Count);
        var line = Assert.Single(output.Lines);
        Assert.Contains(folder["fashion-mnist"], line);
        Assert.Contains("stand-in", line);
        Assert.Contains("download: true", line);
        Assert.Empty(output.Errors);
    }

    [Fact]
    public void ClassNamesAreTheChapters() => Assert.Equal(
        "T-Shirt, Trouser, Pullover, Dress, Coat, Sandal, Shirt, Sneaker, Bag, Ankle Boot", string.Join(", ", FashionMnist.Names));

    [Theory]
    [InlineData("{0}-images.idx3-ubyte", "{0}-labels.idx1-ubyte")]
    [InlineData("{0}-images.idx3-ubyte.gz", "{0}-labels-idx1-ubyte")]
    [InlineData("{0}-images-idx3-ubyte/{0}-images-idx3-ubyte", "{0}-labels-idx1-ubyte/{0}-labels-idx1-ubyte")]
    [InlineData("{0}-images.idx3-ubyte/{0}-images.idx3-ubyte", "{0}-labels.idx1-ubyte/{0}-labels.idx1-ubyte")]
    public void NamesOfArchiversAndOfKaggleAreFound(string images, string labels)
    {
        foreach (var (set, open) in new (string, Func<bool, LabelledImages>)[]
            { ("mnist", train => new Mnist(folder.Path, train)), ("fashion-mnist", train => new FashionMnist(folder.Path, train)) })
            foreach (var train in new[] { true, false })
            {
                Put(set, images, IdxFile.Images(3), train);
                Put(set, labels, IdxFile.Labels(4, 5, 6), train);
                using var data = open(train);
                Assert.Equal([4L, 5, 6], data.Labels.data<long>().ToArray());
            }

        void Put(string set, string name, byte[] content, bool train)
        {
            var path = folder[set, string.Format(CultureInfo.InvariantCulture, name, train ? "train" : "t10k")];
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, name.EndsWith(".gz", StringComparison.Ordinal) ? IdxFile.Gzip(content) : content);
        }
    }

    [Theory, InlineData("fashion-mnist", true), InlineData("fashion-mnist", false), InlineData("FashionMNIST/raw", false)]
    public void FilesAreFoundInBothLayoutsCompressedOrNot(string layout, bool compressed)
    {
        Place(layout, IdxFile.Images(3), IdxFile.Labels(4, 5, 6), compressed);
        using var data = new FashionMnist(folder.Path);
        Assert.False(data.IsStandIn);
        Assert.StartsWith(folder[layout.Split('/')], data.Source);
        Assert.Equal([4L, 5, 6], data.Labels.data<long>().ToArray());
    }

    [Fact]
    public void DamagedPicturesAreAnErrorNeverTheStandIn()
    {
        Place("fashion-mnist", IdxFile.Images(3)[..2000], IdxFile.Labels(4, 5, 6));
        Assert.Contains("train-images", Fault().Message);
    }

    [Fact]
    public void OtherNumberOfLabelsIsRefused()
    {
        Place("fashion-mnist", IdxFile.Images(3), IdxFile.Labels(4, 5));
        Assert.Contains("expected 3 labels", Fault().Message);
    }

    [Fact]
    public void OtherPictureSizeIsRefused()
    {
        Place("fashion-mnist", IdxFile.Images(3, 32, 32), IdxFile.Labels(4, 5, 6));
        Assert.Contains("expected pictures of 28 x 28 pixels, found 32 x 32", Fault().Message);
    }

    [Fact]
    public void OneMissingFileIsAnErrorNeverTheStandIn()
    {
        Place("fashion-mnist", IdxFile.Images(3), IdxFile.Labels(4, 5, 6));
        File.Delete(folder["fashion-mnist", "train-labels-idx1-ubyte.gz"]);
        Assert.Contains("train-labels-idx1-ubyte.gz", Fault().Message);
    }

    [Fact]
    public void RightDataIsNotFetchedAgain()
    {
        using var data = new FashionMnist(Repository.RealFashionMnist(), train: false, download: true); // its folder is read-only
        Assert.Equal(10000, data.Count);
    }

    [Fact]
    public void TransformIsAppliedToAllPictures()
    {
        Place("fashion-mnist", IdxFile.Images(3), IdxFile.Labels(4, 5, 6));
        var transform = Transforms.Compose(Transforms.ToTensor(), Transforms.Normalize([0.5], [0.5]));
        using var data = new FashionMnist(folder.Path, transform: transform);
        Assert.Equal(-1, data.Images.min().item<float>(), 1e-6);
    }

    [Fact]
    public void LoadingLeavesTwoTensorsWhichOutliveTheCallersScope()
    {
        Place("fashion-mnist", IdxFile.Images(3), IdxFile.Labels(4, 5, 6));
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        FashionMnist data;
        using (NewDisposeScope())
            data = new FashionMnist(folder.Path, transform: Transforms.Compose(Transforms.ToTensor(), Transforms.Normalize([0.5], [0.5])));
        Assert.Equal(2, DisposeScopeManager.Statistics.ThreadTotalLiveCount - before);
        Assert.Equal(3, data.Images.shape[0]);
        data.Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private InvalidDataException Fault() => Assert.Throws<InvalidDataException>(() => new FashionMnist(folder.Path));

    private void Place(string layout, byte[] images, byte[] labels, bool compressed = true)
    {
        var into = Directory.CreateDirectory(folder[layout.Split('/')]).FullName;
        foreach (var (stem, bytes) in new[] { ("train-images-idx3-ubyte", images), ("train-labels-idx1-ubyte", labels) })
            File.WriteAllBytes(Path.Combine(into, compressed ? stem + ".gz" : stem), compressed ? IdxFile.Gzip(bytes) : bytes);
    }
}
