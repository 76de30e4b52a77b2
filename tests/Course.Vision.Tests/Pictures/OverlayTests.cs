using SkiaSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

public sealed class OverlayTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor white = ones(1, 3, 40, 40);

    public void Dispose() => scope.Dispose();

    [Fact]
    public void RedSpeaksForTheClassAndBlueAgainstIt()
    {
        var map = zeros(1, 1, 40, 40);
        map.narrow(2, 0, 20).narrow(3, 0, 20).fill_(2);
        map.narrow(2, 20, 20).narrow(3, 20, 20).fill_(-2);
        var pixels = Drawn(Plot.Overlay(white, [("map", map)]));
        Assert.Equal(ColourMap.Diverging.Hex(1), Hex(pixels[5, 5]));
        Assert.Equal(ColourMap.Diverging.Hex(0), Hex(pixels[35, 35]));
        Assert.Equal(ColourMap.Diverging.Hex(128 / 255.0), Hex(pixels[5, 35]));
    }

    [Fact]
    public void MapOfALayerIsStretchedAndTheBarNamesItsScale()
    {
        var map = tensor(new float[] { 0, 0, 0, 8 }).reshape(1, 1, 2, 2);
        var picture = Plot.Overlay(white, [("Grad-CAM", map)]);
        var svg = picture.Svgs()[1];
        Assert.Equal(["Grad-CAM", "8", "0"], svg.Texts());
        Assert.Equal(40, SKBitmap.Decode(Png(svg)).Width);
        Assert.Contains("Grad-CAM: positive up to 8", picture.AlternativeText, StringComparison.Ordinal);
        Assert.Contains("around the bottom right", picture.AlternativeText, StringComparison.Ordinal);
    }

    [Fact]
    public void OnePixelDoesNotLeaveTheOthersPale()
    {
        var map = ones(1, 1, 40, 40);
        map[0, 0, 3, 3] = 1000;
        var picture = Plot.Overlay(white, [("map", map)]);
        Assert.Equal(["map", "≥ 1", "0"], picture.Svgs()[1].Texts());
        Assert.Equal(ColourMap.Reds.Hex(1), Hex(Drawn(picture)[20, 20]));
    }

    [Fact]
    public void AlternativeTextSaysWhereEachSideIsStrong()
    {
        var map = zeros(1, 1, 30, 30);
        map.narrow(2, 0, 6).narrow(3, 0, 6).fill_(3);
        map.narrow(2, 12, 6).narrow(3, 24, 6).fill_(-3);
        var text = Plot.Overlay(ones(3, 30, 30), [("IG", map)]).AlternativeText;
        Assert.Contains("positive up to 3, strong on 4 % of the image, around the top left", text, StringComparison.Ordinal);
        Assert.Contains("negative up to 3, strong on 4 % of the image, around the middle right", text, StringComparison.Ordinal);
        Assert.Contains("nothing: zero everywhere", Plot.Overlay(white, [("nothing", zeros_like(map))]).AlternativeText, StringComparison.Ordinal);
    }

    [Fact]
    public void ChannelsAreAddedButSizesAreTheStrongest()
    {
        var map = tensor(new float[] { 3, 3, -2, 0, -1, 0 }).reshape(1, 3, 1, 2); // sums 0 and 3, strongest 3 and 3
        var image = ones(3, 1, 2);
        Assert.Equal(ColourMap.Reds.Hex(0), Hex(Drawn(Plot.Overlay(image, [("m", map)]))[0, 0]));
        Assert.Equal(ColourMap.Purples.Hex(1), Hex(Drawn(Plot.Overlay(image, [("m", map)], withSign: false))[0, 0]));
    }

    [Fact]
    public void SeveralImagesOtherShapesAndNormalizedImagesAreRefused()
    {
        Assert.Contains("one image", Assert.Throws<ArgumentException>(() => Plot.Overlay(white, [("m", ones(2, 1, 40, 40))])).Message, StringComparison.Ordinal);
        Assert.Contains("one image", Assert.Throws<ArgumentException>(() => Plot.Overlay(white, [("m", ones(40, 40))])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Plot.Overlay(ones(2, 3, 40, 40), [("m", ones(1, 1, 40, 40))]));
        Assert.Contains("Undo Normalize", Assert.Throws<ArgumentException>(() => Plot.Overlay(white * 3, [("m", ones(1, 1, 40, 40))])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NoTensorStaysAlive()
    {
        var map = rand(1, 3, 8, 8);
        Plot.Overlay(white, [("map", map)]);
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount; // of this thread: other tests run beside it
        Plot.Overlay(white, [("map", map)]);
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    /// <summary>The overlay's own pixels. // [column, row]</summary>
    private static SKColor[,] Drawn(Picture picture)
    {
        using var bitmap = SKBitmap.Decode(Png(picture.Svgs()[1]));
        var pixels = new SKColor[bitmap.Width, bitmap.Height];
        for (var i = 0; i < pixels.Length; i++) pixels[i % bitmap.Width, i / bitmap.Width] = bitmap.Pixels[i];
        return pixels;
    }

    private static byte[] Png(System.Xml.Linq.XElement svg) => Convert.FromBase64String(
        ((string)svg.Element(ShownPicture.Namespace + "image")!.Attribute("href")!)["data:image/png;base64,".Length..]);

    private static string Hex(SKColor colour) => $"#{colour.Red:x2}{colour.Green:x2}{colour.Blue:x2}";
}
