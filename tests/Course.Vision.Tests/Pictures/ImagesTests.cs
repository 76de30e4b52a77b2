using SkiaSharp;
using TorchSharp;

namespace Course.Vision.Tests;

public class ImagesTests
{
    [Fact]
    public void GreyImagesKeepTheirPixelsAndCaptions()
    {
        using var images = torch.tensor(new byte[] { 0, 255, 128, 7, 1, 2, 3, 4 }).reshape(2, 1, 2, 2);
        var picture = Plot.Images(images, ["앵클 부츠", "<bag>"]);
        Assert.Equal(["0 0 0", "255 255 255", "128 128 128", "7 7 7"], Colours(picture.Pngs()[0]));
        Assert.Contains("alt=\"&lt;bag&gt;\"", picture.Html, StringComparison.Ordinal);
        Assert.Contains("앵클 부츠", System.Net.WebUtility.HtmlDecode(picture.Html), StringComparison.Ordinal);
        Assert.Contains("image-rendering:pixelated", picture.Html, StringComparison.Ordinal);
        Assert.Equal("2 images: 앵클 부츠, <bag>.", picture.AlternativeText);
    }

    [Fact]
    public void FloatsAreRoundedToBytesInRgbOrder()
    {
        using var image = torch.tensor(new[] { 1f, 0f, 0.5f, 0.25f, 0f, 1f }).reshape(3, 1, 2);
        Assert.Equal(["255 128 0", "0 64 255"], Colours(Pixels.ToPng(image)));
    }

    [Fact]
    public void NormalizedImageIsRefusedWithItsRange()
    {
        using var image = torch.tensor(new[] { -2.1f, 2.6f }).reshape(1, 1, 2);
        var error = Assert.Throws<ArgumentException>(() => Pixels.ToPng(image));
        Assert.Contains("from -2.1 to 2.6", error.Message, StringComparison.Ordinal);
        Assert.Equal(["0 0 0", "255 255 255"], Colours(Pixels.ToPng(Pixels.Stretch(image))));
    }

    [Theory]
    [InlineData(new long[] { 4 })]
    [InlineData(new long[] { 2, 4, 4 })]
    [InlineData(new long[] { 1, 0, 4 })]
    [InlineData(new long[] { 1, 3, 4, 4 })]
    public void OtherShapesAreRefused(long[] shape)
    {
        using var image = torch.zeros(shape);
        Assert.Contains("[3, H, W], found [", Assert.Throws<ArgumentException>(() => Pixels.ToPng(image)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OtherTypesAndNotANumberAreRefused()
    {
        using var integers = torch.zeros(2, 2, dtype: torch.ScalarType.Int64);
        using var nan = torch.full(2, 2, float.NaN);
        Assert.Throws<ArgumentException>(() => Pixels.ToPng(integers));
        Assert.Throws<ArgumentException>(() => Pixels.ToPng(nan));
    }

    [Fact]
    public void WrongNumberOfCaptionsIsRefused()
    {
        using var images = torch.zeros(3, 1, 2, 2);
        Assert.Contains("each of the 3 images", Assert.Throws<ArgumentException>(() => Plot.Images(images, ["one"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RightAndWrongDifferInSignAndColour()
    {
        using var images = torch.zeros(2, 1, 2, 2);
        var picture = Plot.Images(images, ["cat", "dog"], right: [true, false]);
        Assert.Equal("2 images: ✓ cat, ✗ dog.", picture.AlternativeText);
        var colours = System.Text.RegularExpressions.Regex.Matches(picture.Html, "anywhere;color:(#[0-9a-f]{6});").Select(match => match.Groups[1].Value);
        Assert.Equal(2, colours.Distinct().Count());
        Assert.Contains("2 and 1", Assert.Throws<ArgumentException>(() => Plot.Images(images, ["cat", "dog"], right: [true])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StretchTreatsEachImageByItself()
    {
        using var images = torch.tensor(new[] { 0f, 2f, 10f, 30f, 5f, 5f }).reshape(3, 1, 1, 2);
        Assert.Equal([0, 1, 0, 1, 0, 0], Pixels.Stretch(images).data<float>().ToArray());
    }

    [Fact]
    public void NoTensorStaysAlive()
    {
        using var images = torch.rand(4, 3, 8, 8);
        Plot.Images(images);
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        Plot.Images(images);
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    private static IEnumerable<string> Colours(byte[] png)
    {
        using var bitmap = SKBitmap.Decode(png);
        return [.. bitmap.Pixels.Select(pixel => $"{pixel.Red} {pixel.Green} {pixel.Blue}")];
    }
}
