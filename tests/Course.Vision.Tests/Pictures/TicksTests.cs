using FsCheck.Xunit;

namespace Course.Vision.Tests;

public class TicksTests
{
    [Theory]
    [InlineData(0, 1, "0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0.25, 2.3, "0 0.5 1.0 1.5 2.0 2.5")]
    [InlineData(50, 3000, "0 1000 2000 3000")]
    [InlineData(-0.2, 0.98, "-0.25 0 0.25 0.50 0.75 1.00")]
    [InlineData(5, 5, "2 3 4 5 6 7 8")]
    [InlineData(0, 4e7, "0 1e+7 2e+7 3e+7 4e+7")]
    public void ReadWell(double low, double high, string expected)
    {
        var ticks = Ticks.Covering([low, high]);
        Assert.Equal(expected, string.Join(' ', ticks.Select(tick => Ticks.Text(tick, ticks[1] - ticks[0]))));
    }

    [Property]
    public bool CoverTheDataAndAreFew(double a, double b)
    {
        if (!Ticks.IsDrawable(a) || !Ticks.IsDrawable(b))
            return true;
        var (low, high) = (Math.Min(a, b), Math.Max(a, b));
        var ticks = Ticks.Covering([low, high]);
        var slack = (ticks[1] - ticks[0]) * 1e-6;
        return ticks.Length is >= 2 and <= 9 && ticks[0] <= low + slack && ticks[^1] >= high - slack && ticks.Zip(ticks.Skip(1)).All(pair => pair.First < pair.Second);
    }

    [Theory]
    [InlineData(12345, "12345")]
    [InlineData(0.123456, "0.1235")]
    [InlineData(-3, "-3")]
    [InlineData(double.NaN, "NaN")]
    public void ShortNumbersKeepWholeOnesInFull(double value, string expected) => Assert.Equal(expected, Ticks.Short(value));
}
