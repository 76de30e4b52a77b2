using SkiaSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

public sealed class FeatureMapGridTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void SixteenMapsStandInFourRowsWithTheirNumbers()
    {
        var svg = Plot.FeatureMaps(rand(1, 64, 6, 6), "features.0").Svg();
        var images = svg.Elements(ShownPicture.Namespace + "image").ToList();
        Assert.Equal(16, images.Count);
        Assert.Equal(4, images.Select(image => (string?)image.Attribute("y")).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 16).Select(i => i.ToString()), svg.Texts().Skip(1).Take(16));
        Assert.Equal("features.0: 64 channels of 6 x 6, 0 dead", svg.Texts()[0]);
    }

    [Fact]
    public void WeakChannelLooksWeakBesideAStrongOne()
    {
        var maps = stack([full(5, 5, 1f), full(5, 5, 4f)]).unsqueeze(0);
        Assert.Equal([ColourMap.Viridis.Hex(0.25), ColourMap.Viridis.Hex(1)], Colours(Plot.FeatureMaps(maps, "layer")));
    }

    [Fact]
    public void MapsBeforeTheReLUAreBlueBelowZeroAndRedAbove()
    {
        var maps = stack([full(5, 5, -2f), full(5, 5, 2f), full(5, 5, 0f)]).unsqueeze(0);
        var picture = Plot.FeatureMaps(maps, "layer");
        Assert.Equal([ColourMap.Diverging.Hex(0), ColourMap.Diverging.Hex(1), ColourMap.Diverging.Hex(128 / 255.0)], Colours(picture));
        Assert.Equal(["2", "-2"], picture.Svg().Texts().TakeLast(2));
        Assert.DoesNotContain("dead", picture.AlternativeText, StringComparison.Ordinal); // batch norm may come before the ReLU
    }

    [Fact]
    public void DeadChannelsAreCrossedOutAndCounted()
    {
        var maps = ones(2, 5, 3, 3);
        maps.narrow(1, 1, 1).zero_(); // dead: silent in both images
        maps[0, 3] = 0; // alive in the other image
        var picture = Plot.FeatureMaps(maps, "layer");
        Assert.Single(picture.Svg().Elements(ShownPicture.Namespace + "path"), path => (string?)path.Attribute("class") == "dead");
        Assert.Contains("1 dead", picture.Svg().Texts());
        Assert.Contains("5 channels of 3 x 3, 1 dead: 1.", picture.AlternativeText, StringComparison.Ordinal);
    }

    [Fact]
    public void SilentLayerIsDrawnToo() =>
        Assert.Contains("2 dead: 0, 1.", Plot.FeatureMaps(zeros(1, 2, 3, 3), "layer").AlternativeText, StringComparison.Ordinal);

    [Fact]
    public void LayerWithoutPlacesAndVolumesAreRefused()
    {
        Assert.Contains("'fc'", Assert.Throws<ArgumentException>(() => Plot.FeatureMaps(ones(1, 8), "fc")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Plot.FeatureMaps(ones([1, 2, 3, 3, 3]), "conv3d"));
    }

    private static IReadOnlyList<string> Colours(Picture picture) => [.. picture.Svg().Elements(ShownPicture.Namespace + "image").Select(image =>
    {
        using var bitmap = SKBitmap.Decode(Convert.FromBase64String(((string)image.Attribute("href")!).Split(',')[1]));
        var middle = bitmap.GetPixel(bitmap.Width / 2, bitmap.Height / 2);
        return $"#{middle.Red:x2}{middle.Green:x2}{middle.Blue:x2}";
    })];
}
