using static TorchSharp.torch;

namespace Course.Vision.Tests;

public class IntervalTests
{
    [Fact]
    public void OfHitsItIsTwoStandardErrorsOfAShare()
    {
        var interval = Interval.Of(Enumerable.Range(0, 400).Select(i => i % 10 == 0 ? 0.0 : 100));
        Assert.Equal(90, interval.Mean, 1e-9);
        Assert.Equal(2 * Math.Sqrt(90.0 * 10 / 399), interval.Margin, 1e-9);
        Assert.Equal("90.0 ± 3.0", $"{interval}");
    }

    [Fact]
    public void DifferenceIsClearOnlyWhereZeroLiesOutside()
    {
        Assert.True(Interval.Of([2.0, 3, 2, 3]).IsClear);
        Assert.True(Interval.Of([-2.0, -3, -2, -3]).IsClear);
        Assert.False(Interval.Of([-2.0, 3, -2, 3]).IsClear);
    }

    [Fact]
    public void NineteenOfTwentyIntervalsHoldTheTruth()
    {
        var random = new Random(1);
        Interval Trial() => Interval.Of(Enumerable.Range(0, 100).Select(_ => random.NextDouble() < 0.7 ? 100.0 : 0));
        Assert.InRange(Enumerable.Range(0, 1000).Select(_ => Trial()).Count(one => one.Low < 70 && one.High > 70), 920, 980);
    }

    [Fact]
    public void OneValueIsRefused() =>
        Assert.Contains("at least two values, found 1", Assert.Throws<ArgumentException>(() => Interval.Of([1])).Message);

    [Fact]
    public void HitsAverageToTheAccuracy()
    {
        var predictions = new Predictions(tensor([0L, 1, 0]), tensor(new[,] { { 0.4f, 0.6f }, { 0.1f, 0.9f }, { 0.8f, 0.2f } }));
        Assert.Equal([0.0, 100.0, 100.0], predictions.Hits);
        Assert.Equal(predictions.Accuracy, predictions.Hits.Average(), 1e-9);
    }
}
