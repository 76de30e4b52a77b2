using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

public class ImageFileTests
{
    // tests/Fixtures/images/make.py made the fixtures with PIL. Each shows six squares of 8 x 8: red, green, blue; black, grey, yellow.
    private static readonly int[][] squares = [[255, 0, 0], [0, 255, 0], [0, 0, 255], [0, 0, 0], [128, 128, 128], [255, 255, 0]];
    private static readonly int[] greys = [76, 150, 29, 0, 128, 226];

    [Theory]
    [InlineData("rgb.png", 0)]
    [InlineData("rgb.bmp", 0)]
    [InlineData("rgb.webp", 0)]
    [InlineData("rgb.gif", 0)]
    [InlineData("rgb.jpg", 3)]
    [InlineData("progressive.jpg", 3)]
    [InlineData("cmyk.jpg", 4)]
    [InlineData("palette.png", 0)]
    [InlineData("sixteen-bit.png", 0)]
    [InlineData("animated.gif", 0)]
    [InlineData("animated.webp", 0)]
    [InlineData("animated.png", 0)]
    [InlineData("exif-1.jpg", 3)]
    [InlineData("exif-2.jpg", 3)]
    [InlineData("exif-3.jpg", 3)]
    [InlineData("exif-4.jpg", 3)]
    [InlineData("exif-5.jpg", 3)]
    [InlineData("exif-6.jpg", 3)]
    [InlineData("exif-7.jpg", 3)]
    [InlineData("exif-8.jpg", 3)]
    public void ColoursAreRightAndThePictureUpright(string file, int tolerance) => AssertSquares(file, squares, tolerance);

    [Fact]
    public void PngAndWebPAreTurnedAsTheirExifSays()
    {
        using var scope = NewDisposeScope();
        var upright = ImageFile.Read(Fixture("rgb.png"));
        using var folder = new TempFolder();
        foreach (var ending in (string[])[".png", ".webp"])
            for (var origin = 1; origin <= 8; origin++)
            {
                var path = Path.Combine(folder.Path, $"{origin}{ending}");
                ImageFile.Write(path, Turned(upright, origin), quality: 100); // of WebP's loss the middle of a square has none
                var plain = File.ReadAllBytes(path);
                foreach (var exif in (byte[][])[ExifChunk.Tiff(origin, big: true), ExifChunk.Tiff(origin, big: false), [.. "Exif\0\0"u8, .. ExifChunk.Tiff(origin, big: true)]])
                {
                    var image = ImageFile.Decode(ExifChunk.Insert(plain, exif));
                    Assert.Equal([3, 16, 24], image.shape);
                    Assert.True((image[.., 4, 4].cpu().to(ScalarType.Int32) - tensor([255, 0, 0], dtype: ScalarType.Int32)).abs().max().ToInt32() <= 3, $"{origin}{ending}");
                    Assert.True((image[.., 12, 20].to(ScalarType.Int32) - tensor([255, 255, 0], dtype: ScalarType.Int32)).abs().max().ToInt32() <= 3, $"{origin}{ending}");
                }
            }
    }

    [Fact]
    public void DamagedExifTurnsNothing()
    {
        var plain = File.ReadAllBytes(Fixture("rgb.png"));
        var exif = ExifChunk.Tiff(6, big: true);
        for (var length = 0; length < exif.Length - 8; length++) // the last bytes are no part of the entry
            AssertSize([3, 16, 24], ExifChunk.Insert(plain, exif[..length]));
        exif[^7] = 99; // the orientation's value
        AssertSize([3, 16, 24], ExifChunk.Insert(plain, exif));

        static void AssertSize(long[] size, byte[] file)
        {
            using var image = ImageFile.Decode(file);
            Assert.Equal(size, image.shape);
        }
    }

    // A buffer is taken from a pool up to 4,194,304 pixels, and rented ones may be twice as long.
    [Theory]
    [InlineData(2048, 2047), InlineData(2048, 2048), InlineData(2049, 2048), InlineData(2592, 1944), InlineData(3264, 2448)]
    [InlineData(4096, 2047), InlineData(4096, 2048), InlineData(4096, 2049), InlineData(4032, 3024)]
    public void PhotosOfEveryCommonSizeAreRead(int width, int height)
    {
        using var scope = NewDisposeScope();
        using var folder = new TempFolder();
        var grey = arange(256, dtype: ScalarType.Byte).repeat(height, width / 256 + 1).narrow(1, 0, width);
        foreach (var ending in (string[])[".png", ".jpg"])
        {
            var path = Path.Combine(folder.Path, "photo" + ending);
            ImageFile.Write(path, grey);
            for (var again = 0; again < 2; again++)
            {
                using var image = ImageFile.Read(path);
                Assert.Equal([3, height, width], image.shape);
                Assert.InRange(image[2, height - 1, 200].ToInt32(), 197, 203);
            }
        }
    }

    [Theory]
    [InlineData("grey.png", 0)]
    [InlineData("grey.jpg", 2)]
    [InlineData("sixteen-bit-grey.png", 0)]
    public void GreyBecomesThreeEqualChannels(string file, int tolerance) =>
        AssertSquares(file, [.. greys.Select(grey => new[] { grey, grey, grey })], tolerance);

    [Fact]
    public void BlackAndWhiteIsWidened() =>
        AssertSquares("one-bit.png", [.. new[] { 0, 255, 0, 0, 255, 255 }.Select(grey => new[] { grey, grey, grey })], 0);

    [Theory]
    [InlineData("alpha.png")]
    [InlineData("alpha.webp")]
    public void TransparencyShowsWhite(string file) =>
        AssertSquares(file, [[255, 255, 255], [127, 255, 127], .. squares[2..]], 0); // red wholly, green half transparent

    [Fact]
    public void TransparentPaletteColourShowsWhite()
    {
        using var image = ImageFile.Read(Fixture("palette-transparent.png"));
        var whites = (image == 255).all(0).sum().ToInt32();
        Assert.Equal(64, whites); // one of the six squares
    }

    [Theory]
    [InlineData("huge.png", "found 100000 x 100000")]
    [InlineData("zero-size.png", "expected a PNG")]
    [InlineData("not-an-image.jpg", "begin with 5468697320697320")]
    public void FileThatIsNoUsablePictureIsRefused(string file, string found)
    {
        var error = Assert.Throws<InvalidDataException>(() => ImageFile.Read(Fixture(file)));
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EmptyFileAndMissingFileAreRefused()
    {
        Assert.Contains("found an empty file", Assert.Throws<InvalidDataException>(() => ImageFile.Decode([])).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => ImageFile.Read(Fixture("missing.png")));
    }

    [Theory]
    [InlineData("rgb.png")]
    [InlineData("rgb.jpg")]
    [InlineData("rgb.webp")]
    [InlineData("rgb.bmp")]
    [InlineData("rgb.gif")]
    [InlineData("cmyk.jpg")]
    [InlineData("sixteen-bit.png")]
    [InlineData("exif-6.jpg")]
    public void DamagedFileIsAnErrorOrAPictureNeverACrash(string file)
    {
        var whole = File.ReadAllBytes(Fixture(file));
        var random = new Random(20);
        for (var length = 0; length < whole.Length; length += 1 + whole.Length / 150)
            DecodeOrRefuse(whole[..length]);
        for (var trial = 0; trial < 300; trial++)
        {
            var damaged = (byte[])whole.Clone();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            DecodeOrRefuse(damaged);
        }
    }

    [Theory]
    [InlineData("rgb.png")]
    [InlineData("rgb.jpg")]
    [InlineData("rgb.bmp")]
    [InlineData("rgb.webp")]
    public void HalfAFileIsRefused(string file)
    {
        var whole = File.ReadAllBytes(Fixture(file));
        var error = Assert.Throws<InvalidDataException>(() => ImageFile.Decode(whole[..(whole.Length * 3 / 5)], file));
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".png", 0)]
    [InlineData(".jpg", 6)]
    [InlineData(".webp", 12)]
    public void WrittenPictureReadsBack(string ending, int tolerance)
    {
        using var scope = NewDisposeScope();
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ending);
        var ramp = arange(64, dtype: ScalarType.Float32).div(63).expand(3, 48, 64);
        ImageFile.Write(path, ramp, quality: 95);
        var difference = (ImageFile.Read(path).to(ScalarType.Float32) - ramp * 255).abs().max().ToSingle();
        File.Delete(path);
        Assert.InRange(difference, 0, tolerance + 0.5);
    }

    [Fact]
    public void UnknownEndingIsRefused()
    {
        using var image = zeros(2, 2);
        Assert.Contains("\".tiff\"", Assert.Throws<ArgumentException>(() => ImageFile.Write("a.tiff", image)).Message, StringComparison.Ordinal);
    }

    /// <summary>Stored so that an orientation turns it upright.</summary>
    private static Tensor Turned(Tensor image, int origin) => origin switch
    {
        2 => image.flip(2),
        3 => image.flip(1, 2),
        4 => image.flip(1),
        5 => image.transpose(1, 2),
        6 => image.flip(2).transpose(1, 2),
        7 => image.flip(1, 2).transpose(1, 2),
        8 => image.flip(1).transpose(1, 2),
        _ => image,
    };

    private static void DecodeOrRefuse(byte[] content)
    {
        try
        {
            using var image = ImageFile.Decode(content, mostPixels: 1_000_000);
            Assert.Equal(3, image.shape[0]);
        }
        catch (InvalidDataException)
        {
        }
    }

    private static void AssertSquares(string file, int[][] expected, int tolerance)
    {
        using var image = ImageFile.Read(Fixture(file));
        Assert.Equal([3, 16, 24], image.shape);
        for (var square = 0; square < 6; square++)
            for (var channel = 0; channel < 3; channel++)
                Assert.InRange((int)image[channel, square / 3 * 8 + 4, square % 3 * 8 + 4].ToByte(), expected[square][channel] - tolerance, expected[square][channel] + tolerance);
    }

    internal static string Fixture(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Course.sln")))
            folder = folder.Parent;
        return Path.Combine(folder.FullName, "tests", "Fixtures", "images", name);
    }
}
