using System.Formats.Tar;
using System.IO.Compression;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

public sealed class Cifar10Tests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void RecordsBecomeColourPicturesAndLabels()
    {
        Pack(Everywhere(Records(3, 9)));
        using var data = new Cifar10(folder.Path, transform: new AsTheyAre());
        Assert.Equal([10, 3, 32, 32], data.Images.shape); // five files of two
        Assert.Equal([3L, 9], data.Labels[..2].data<long>().ToArray());
        Assert.Equal(Records(3, 9)[1..3073], data.Images[0].contiguous().data<byte>().ToArray());
        Assert.Equal(Records(3, 9)[3074..], data.Images[1].contiguous().data<byte>().ToArray());
        Assert.Equal("frog", data.ClassNames[6]);
        using var test = new Cifar10(folder.Path, train: false);
        Assert.Equal(2, test.Count);
        Assert.Equal(ScalarType.Float32, test.Images.dtype);
        Assert.InRange(test.Images.max().item<float>(), 0.5f, 1f);
    }

    [Fact]
    public void ArchiveIsReadWithoutUnpacking()
    {
        Pack(("cifar-10-batches-bin/readme.html", [1]), ("cifar-10-batches-bin/test_batch.bin", Records(5)), ("../test_batch.bin", Records(1)));
        using var data = new Cifar10(folder.Path, train: false);
        Assert.Equal(5, data.Labels.item<long>());
        Assert.Equal(["cifar-10-binary.tar.gz"], Directory.GetFileSystemEntries(folder["cifar-10"]).Select(Path.GetFileName));
        Assert.Contains("data_batch_1.bin is missing", Assert.Throws<InvalidDataException>(() => new Cifar10(folder.Path)).Message);
    }

    [Fact]
    public void ArchiveCutAnywhereIsRefused()
    {
        Pack(("cifar-10-batches-bin/test_batch.bin", Records(5)));
        var archive = folder["cifar-10", "cifar-10-binary.tar.gz"];
        var whole = File.ReadAllBytes(archive);
        for (var length = 0; length < whole.Length - 60; length += 7) // behind that only the tar's padding is lost
        {
            File.WriteAllBytes(archive, whole[..length]);
            Assert.Contains(archive, Assert.Throws<InvalidDataException>(() => new Cifar10(folder.Path, train: false)).Message);
        }
    }

    [Theory]
    [InlineData(3072, 0, "records of 3,073 bytes")]
    [InlineData(0, 0, "data_batch_1.bin is missing")]
    [InlineData(3073, 10, "found 10 as label number 0")]
    [InlineData(6146, 255, "found 255 as label number 0")]
    public void DamagedFileIsRefused(int length, byte label, string why)
    {
        var bytes = new byte[length];
        if (length > 0) bytes[0] = label;
        Pack(Everywhere(bytes));
        Assert.Contains(why, Assert.Throws<InvalidDataException>(() => new Cifar10(folder.Path)).Message);
    }

    [Fact]
    public void AbsentDataSaysHowToGetIt()
    {
        Assert.Contains("download: true", Assert.Throws<FileNotFoundException>(() => new Cifar10(folder.Path)).Message);
        Assert.Contains("download: true", Assert.Throws<FileNotFoundException>(() => new Mnist(folder.Path)).Message);
    }

    [Theory, InlineData("mnist"), InlineData("MNIST/raw")]
    public void MnistHasTheFormOfFashionMnist(string layout)
    {
        Directory.CreateDirectory(folder[layout]);
        File.WriteAllBytes(folder[layout, "t10k-images-idx3-ubyte"], IdxFile.Images(3));
        File.WriteAllBytes(folder[layout, "t10k-labels-idx1-ubyte.gz"], IdxFile.Gzip(IdxFile.Labels(7, 0, 4)));
        using var data = new Mnist(folder.Path, train: false);
        Assert.Equal([3, 1, 28, 28], data.Images.shape);
        Assert.Equal("7, 0, 4", string.Join(", ", data.Labels.data<long>().Select(label => data.ClassNames[(int)label])));
        Assert.Contains("beside the others", Assert.Throws<InvalidDataException>(() => new Mnist(folder.Path)).Message);
    }

    private static byte[] Records(params byte[] labels)
    {
        var bytes = new byte[3073 * labels.Length];
        new Random(labels[0]).NextBytes(bytes);
        for (var i = 0; i < labels.Length; i++) bytes[3073 * i] = labels[i];
        return bytes;
    }

    private static (string, byte[])[] Everywhere(byte[] bytes) =>
        [.. new[] { "data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5", "test_batch" }
            .Select(name => ($"cifar-10-batches-bin/{name}.bin", bytes))];

    private void Pack(params (string Name, byte[] Content)[] entries)
    {
        Directory.CreateDirectory(folder["cifar-10"]);
        File.WriteAllBytes(folder["cifar-10", "cifar-10-binary.tar.gz"], TarFile.Gzip([.. entries.Select(e => TarFile.Entry(e.Name, e.Content))]));
    }

    private sealed class AsTheyAre : Transform
    {
        public override Tensor Apply(Tensor image, Random random) => image;
    }
}
