using TorchSharp;

namespace Course.Vision.Tests;

public class MatrixPicturesTests
{
    [Fact]
    public void ConfusionMatrixHasActualRowsAndPredictedColumns()
    {
        var picture = Plot.ConfusionMatrix(new long[,] { { 8, 2 }, { 0, 10000 } }, ["고양이", "개"]);
        Assert.Equal(["predicted", "actual", "8", "2", "0", "10000", "고양이", "고양이", "개", "개"], picture.Svg().Texts());
        var trace = picture.Figure()["data"]![0]!;
        Assert.Equal([0.8, 0.2], trace["z"]![0]!.AsArray().Select(z => (double)z!)); // the colour is the share of the row
        Assert.Equal("10000", (string?)trace["text"]![1]![1]);
        Assert.Contains("고양이: 8 2; 개: 0 10000", picture.AlternativeText, StringComparison.Ordinal);
    }

    [Fact]
    public void MapsSideBySideHaveOneScaleAndOneBar()
    {
        using var scope = torch.NewDisposeScope();
        var picture = Plot.Maps(("weak", torch.full(20, 20, 1f)), ("strong", torch.stack([torch.zeros(20), torch.full(20, 4f)])));
        Assert.Equal(["weak", "strong", "4", "0"], picture.Svgs().SelectMany(svg => svg.Texts()));
        var quarter = Pixels.ToPng(new MapScale(ColourMap.Viridis, 0, 4).Colour(torch.full(20, 20, 1f)));
        Assert.Contains(Convert.ToBase64String(quarter), (string?)picture.Svgs()[0].Element(ShownPicture.Namespace + "image")!.Attribute("href"));
        Assert.Throws<ArgumentException>(() => Plot.Maps(("row", torch.ones(20))));
        Assert.Throws<ArgumentException>(() => Plot.Maps());
    }

    [Fact]
    public void ConfusionMatrixOfAnotherShapeIsRefused()
    {
        Assert.Throws<ArgumentException>(() => Plot.ConfusionMatrix(new long[2, 3], ["a", "b"]));
        Assert.Throws<ArgumentException>(() => Plot.ConfusionMatrix(new long[2, 2], ["a", "b", "c"]));
        Assert.Throws<ArgumentException>(() => Plot.ConfusionMatrix(new long[0, 0], []));
    }

    [Fact]
    public void NegativeNumbersAreBlueZeroIsPaleAndPositiveRed()
    {
        using var values = torch.tensor(new[,] { { -2f, 0f, 1f } });
        var cells = Plot.HeatMap(values).Svg().Elements(ShownPicture.Namespace + "rect").Skip(1).Select(cell => (string?)cell.Attribute("fill"));
        Assert.Equal([ColourMap.Diverging.Hex(0), ColourMap.Diverging.Hex(0.5), ColourMap.Diverging.Hex(0.75)], cells);
    }

    [Fact]
    public void LargeMapIsOneImageWithAColourBar()
    {
        using var values = torch.arange(2500, dtype: torch.ScalarType.Float32).reshape(50, 50);
        var svg = Plot.HeatMap(values).Svg();
        Assert.Single(svg.Elements(ShownPicture.Namespace + "image"));
        Assert.Equal(["0", "2499"], svg.Texts().Where(text => text.Length > 0).Order());
    }

    [Theory]
    [InlineData(new long[] { 5 })]
    [InlineData(new long[] { 0, 3 })]
    [InlineData(new long[] { 2, 3, 4 })]
    public void HeatMapOfAnotherShapeIsRefused(long[] shape)
    {
        using var values = torch.zeros(shape);
        Assert.Throws<ArgumentException>(() => Plot.HeatMap(values));
    }

    [Fact]
    public void MatricesShowEveryNumberAndEverySlice()
    {
        using var vector = torch.tensor(new[] { 0.25, 0.5, double.NaN });
        using var volume = torch.arange(8).reshape(2, 2, 2);
        var svgs = Plot.Matrices(("필터", vector), ("volume", volume)).Svgs();
        Assert.Equal(["필터", "0.25", "0.5", "NaN"], svgs[0].Texts().Where(text => text.Length > 0));
        Assert.Equal(["volume [1]", "4", "5", "6", "7"], svgs[2].Texts().Where(text => text.Length > 0));
    }

    [Fact]
    public void NumbersContrastWithEveryColour()
    {
        foreach (var map in new[] { ColourMap.Blues, ColourMap.Viridis, ColourMap.Diverging, ColourMap.Reds, ColourMap.Purples })
            foreach (var value in Enumerable.Range(0, 1001).Select(i => i / 1000.0))
                Assert.True(Contrast(map.Hex(value), map.InkOn(value)) >= 4.5, $"{value}: {map.InkOn(value)} on {map.Hex(value)}");
    }

    [Fact]
    public void SequentialMapsGrowSteadilyLighterOrDarker()
    {
        foreach (var map in new[] { ColourMap.Blues, ColourMap.Viridis, ColourMap.Reds, ColourMap.Purples })
        {
            var lights = Enumerable.Range(0, 101).Select(i => Luminance(map.Hex(i / 100.0))).ToList();
            var signs = lights.Zip(lights.Skip(1), (a, b) => Math.Sign(b - a)).Distinct();
            Assert.Single(signs);
        }
    }

    [Fact]
    public void AppliedMapHasTheColoursOfItsValues()
    {
        using var values = torch.tensor(new[,] { { 0.0, 1.0, double.NaN } });
        using var image = new MapScale(ColourMap.Viridis, 0, 1).Colour(values);
        Assert.Equal([3, 1, 3], image.shape);
        Assert.Equal("0x44 0xFD 0x44 0x01 0xE7 0x01 0x54 0x25 0x54", string.Join(' ', image.data<byte>().Select(b => $"0x{b:X2}")));
    }

    private static double Contrast(string a, string b)
    {
        var (first, second) = (Luminance(a), Luminance(b));
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    private static double Luminance(string hex)
    {
        var linear = Convert.FromHexString(hex[1..]).Select(c => c / 255.0).Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToArray();
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }
}
