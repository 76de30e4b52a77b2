using TorchSharp;

namespace Course.Vision.Tests;

public sealed class IdxTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory, InlineData(false), InlineData(true)]
    public void ImagesKeepTheirPixels(bool compressed)
    {
        using var images = Idx.ReadImages(Saved(IdxFile.Images(3, 4, 5), compressed));
        Assert.Equal([3, 1, 4, 5], images.shape);
        Assert.Equal(torch.ScalarType.Byte, images.dtype);
        Assert.Equal(IdxFile.Images(3, 4, 5)[16..], images.data<byte>().ToArray());
    }

    [Theory, InlineData(false), InlineData(true)]
    public void LabelsBecomeClassIndices(bool compressed)
    {
        using var labels = Idx.ReadLabels(Saved(IdxFile.Labels(9, 0, 3), compressed));
        Assert.Equal([9L, 0, 3], labels.data<long>().ToArray());
    }

    [Fact]
    public void TruncatedFileIsRefusedWithItsLength()
    {
        var message = ImagesFault(IdxFile.Images()[..1000]);
        Assert.Contains("expected 2,368 bytes", message);
        Assert.Contains("found 1,000", message);
        Assert.Contains("data.idx", message);
        Assert.Contains("course data download", message);
    }

    [Fact]
    public void GzipCutAtAnyByteIsRefused()
    {
        var whole = IdxFile.Gzip(IdxFile.Images());
        for (var length = 0; length < whole.Length; length++)
            ImagesFault(whole[..length]);
    }

    [Fact]
    public void TrailingBytesAreRefused()
    {
        Assert.Contains("found 2,369", ImagesFault([.. IdxFile.Images(), 0]));
        Assert.Contains("found 2,369", ImagesFault(IdxFile.Gzip([.. IdxFile.Images(), 0])));
        ImagesFault([.. IdxFile.Gzip(IdxFile.Images()), 0]);
        ImagesFault([.. IdxFile.Gzip(IdxFile.Images()), .. IdxFile.Gzip([1, 2, 3])]);
    }

    [Fact]
    public void LabelFileInPlaceOfImagesIsNamedAsSuch() =>
        Assert.Contains("expected an image file (magic number 2051), found a label file (magic number 2049)",
            ImagesFault(IdxFile.Labels(new byte[100])));

    [Fact]
    public void WrongMagicIsShown() => Assert.Contains("found magic number 7", ImagesFault(IdxFile.Images(magic: 7)));

    [Fact]
    public void EmptyFileIsRefused() => Assert.Contains("found 0 bytes in all", ImagesFault([]));

    [Theory, InlineData(-1, 28, 28), InlineData(0, 28, 28), InlineData(65536, 65536, 1)]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue)]
    public void AbsurdSizesTakeNoMemory(int count, int height, int width)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        ImagesFault([.. IdxFile.Header(2051, count, height, width), 1, 2, 3]);
        ImagesFault(IdxFile.Gzip([.. IdxFile.Header(2051, count, height, width), 1, 2, 3]));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    [Fact]
    public void GzipBombIsNotInflated()
    {
        var bomb = IdxFile.Gzip(new byte[50_000_000]);
        var honest = ImagesFault([.. IdxFile.Header(0), .. bomb]);
        Assert.Contains("magic number 0", honest);
        // It says that it holds one small picture, and goes on for ever.
        var lying = IdxFile.Gzip([.. IdxFile.Images(1), .. new byte[50_000_000]]);
        BitConverter.TryWriteBytes(lying.AsSpan(lying.Length - 4), 16 + 784);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("expected 800 bytes, found more", ImagesFault(lying));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    [Fact]
    public void TrailerThatPromisesMoreThanCanBeIsRefusedBeforeMemoryIsTaken()
    {
        var file = IdxFile.Gzip([.. IdxFile.Header(2051, 2_000_000, 28, 28), 1, 2, 3]);
        BitConverter.TryWriteBytes(file.AsSpan(file.Length - 4), 16 + 2_000_000 * 784);
        Assert.Contains("cut off", ImagesFault(file));
    }

    [Fact]
    public void LabelThatNamesNoClassIsShownWithItsPlace()
    {
        var path = Saved(IdxFile.Labels(1, 2, 37, 4), compressed: true);
        var fault = Assert.Throws<InvalidDataException>(() => Idx.ReadLabels(path));
        Assert.Contains("expected labels from 0 to 9, found 37 as label number 2", fault.Message);
    }

    [Fact]
    public void HundredsOfRandomFlipsAndCutsGiveTheRightDataOrInvalidData()
    {
        var random = new Random(5);
        var right = IdxFile.Images(2)[16..];
        var whole = IdxFile.Gzip(IdxFile.Images(2));
        var (refused, unharmed) = (0, 0);
        for (var round = 0; round < 1500; round++)
        {
            var bytes = (byte[])whole.Clone();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            if (random.Next(3) == 0)
                bytes = bytes[..random.Next(bytes.Length + 1)];
            try
            {
                using var images = Idx.ReadImages(Saved(bytes));
                Assert.Equal(right, images.data<byte>().ToArray()); // only gzip's own time stamp or name was hit
                unharmed++;
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }
        Assert.True(refused > 1000 && unharmed < 200, $"{refused} refused, {unharmed} unharmed");
    }

    private string ImagesFault(byte[] content)
    {
        var path = Saved(content);
        return Assert.Throws<InvalidDataException>(() => Idx.ReadImages(path)).Message;
    }

    private string Saved(byte[] content, bool compressed = false)
    {
        File.WriteAllBytes(folder["data.idx"], compressed ? IdxFile.Gzip(content) : content);
        return folder["data.idx"];
    }
}
