using FsCheck.Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision.Tests.Networks;

public class ConvolutionShapeTests
{
    [Property(MaxTest = 150)]
    public void OutputIsLibtorchs(int seed)
    {
        var random = new Random(seed);
        var shape = new ConvolutionShape(random.Next(8, 40), random.Next(1, 5), random.Next(1, 4), random.Next(0, 4), random.Next(1, 3));
        using var scope = NewDisposeScope();
        var output = functional.conv1d(zeros(1, 1, shape.Input), zeros(1, 1, shape.Kernel), null, shape.Stride, shape.Padding, shape.Dilation);
        Assert.Equal(output.shape[2], shape.Output);
    }

    [Theory]
    [InlineData(15, "Right")]
    [InlineData(14, "padding")]
    [InlineData(30, "stride")]
    [InlineData(16, "stride divides")]
    [InlineData(32, "keeps the size")]
    [InlineData(99, "formula")]
    public void WrongPredictionIsExplained(int predicted, string expected) =>
        Assert.Contains(expected, new ConvolutionShape(32, Kernel: 5, Stride: 2, Padding: 1).Explain(predicted));

    [Fact]
    public void FilterThatDoesNotFitIsRefused() =>
        Assert.Contains("covers 9 cells", Assert.Throws<ArgumentException>(() => new ConvolutionShape(4, Kernel: 5, Dilation: 2).Output).Message);

    [Fact]
    public void SettingsOutOfRangeAreRefused() =>
        Assert.Throws<ArgumentException>(() => new ConvolutionShape(4, Kernel: 3, Stride: 0).Output);
}
