using TorchSharp;

namespace Course.Vision.Tests;

public class VolumeTests
{
    [Fact]
    public void SlicesStandSideBySideAndVoxelsAreInPlace()
    {
        using var volume = torch.arange(24).reshape(2, 3, 4);
        var picture = Plot.Volume(volume, new() { Title = "볼륨" });
        Assert.Equal(["볼륨", "z = 0", "z = 1", "23", "0"], picture.Svg().Texts());
        Assert.Equal(2, picture.Svg().Elements(ShownPicture.Namespace + "image").Count());
        var trace = picture.Figure()["data"]![0]!;
        int At(string axis, int i) => (int)(double)trace[axis]![i]!;
        Assert.All(Enumerable.Range(0, 24), i => Assert.Equal(i, At("z", i) * 12 + At("y", i) * 4 + At("x", i)));
        Assert.Equal(23, (double)trace["value"]![23]!);
    }

    [Fact]
    public void NoSliceIsLeftAloneInTheLastRow()
    {
        using var volume = torch.zeros(16, 16, 16);
        var slices = Plot.Volume(volume).Svg().Elements(ShownPicture.Namespace + "image").ToList();
        Assert.Equal([4, 4, 4, 4], slices.GroupBy(slice => (string?)slice.Attribute("y")).Select(row => row.Count()));
    }

    [Theory]
    [InlineData(new long[] { 4, 4 })]
    [InlineData(new long[] { 0, 4, 4 })]
    [InlineData(new long[] { 33, 33, 33 })]
    public void OtherShapesAreRefused(long[] shape)
    {
        using var volume = torch.zeros(shape);
        Assert.Contains("[D, H, W]", Assert.Throws<ArgumentException>(() => Plot.Volume(volume)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OneValueEverywhereIsDrawn()
    {
        using var volume = torch.full(2, 2, 2, float.NaN);
        Assert.NotEmpty(Plot.Volume(volume).Svgs());
    }
}
