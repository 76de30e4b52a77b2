namespace Course.Vision.Tests;

public class BarsTests
{
    [Fact]
    public void HeightsAreInProportion()
    {
        var picture = Plot.Bars(["가방", "coat", "bag"], [new Bars("DNN", [1, 2, -1]), new Bars("CNN", [2, double.NaN, 1])]);
        var bars = picture.Svg().Elements(ShownPicture.Namespace + "rect").Where(rect => (double?)rect.Attribute("y") > 30)
            .Select(rect => (double)rect.Attribute("height")!).ToArray();
        Assert.Equal(5, bars.Length); // the NaN has none
        Assert.Equal([1, 2, 2, 1, 1], bars.Select(height => Math.Round(height / bars[0], 2)));
        Assert.Equal([2, null, 1], picture.Figure()["data"]![1]!["y"]!.AsArray().Select(y => (double?)y));
    }

    [Fact]
    public void EqualNamesStayTwoBars()
    {
        var figure = Plot.Bars(["a", "a"], [1, 2]).Figure();
        Assert.Equal([0, 1], figure["data"]![0]!["x"]!.AsArray().Select(x => (int)(double)x!));
    }

    [Fact]
    public void WrongNumberOfValuesIsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => Plot.Bars(["a", "b"], [1]));
        Assert.Contains("2 categories, found 1 values", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Plot.Bars([], [new Bars("", [])]));
    }
}
