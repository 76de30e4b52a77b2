using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

public sealed class TransformTests
{
    [Fact]
    public void ToTensorScalesBytesToOne()
    {
        using var scaled = Transforms.ToTensor().Apply(tensor(new byte[] { 0, 51, 255 }, [3, 1, 1]));
        Assert.Equal([0f, 0.2f, 1f], scaled.data<float>().ToArray());
    }

    [Fact]
    public void ToTensorTwiceIsRefused()
    {
        var twice = Transforms.Compose(Transforms.ToTensor(), Transforms.ToTensor());
        Assert.Contains("expected pixels of type uint8 (Byte), found Float32",
            Assert.Throws<ArgumentException>(() => twice.Apply(Bytes(1))).Message);
    }

    [Fact]
    public void NormalizeTreatsEachChannelByItsOwnNumbers()
    {
        using var image = tensor(new[] { 1f, 2, 3, 4 }, [2, 1, 2]);
        using var result = Transforms.Normalize([1, 3], [1, 0.5]).Apply(image);
        Assert.Equal([0f, 1, 0, 2], result.data<float>().ToArray());
        Assert.Equal([1f, 2, 3, 4], image.data<float>().ToArray()); // the image itself is unchanged
    }

    [Fact]
    public void NormalizeTakesABatchAndOneNumberForAllChannels()
    {
        using var result = Transforms.Normalize([0.5], [0.5]).Apply(ones(2, 3, 4, 4));
        Assert.Equal([2, 3, 4, 4], result.shape);
        Assert.True(result.eq(1).all().item<bool>());
    }

    [Fact]
    public void WrongNumberOfChannelsIsNamedWithTheShape()
    {
        var normalize = Transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);
        var fault = Assert.Throws<ArgumentException>(() => normalize.Apply(ones(1, 28, 28)));
        Assert.Contains("expected [..., 3, H, W], found [1, 28, 28]", fault.Message);
    }

    [Fact]
    public void NormalizeBeforeToTensorIsRefused() =>
        Assert.Contains("Put ToTensor before it",
            Assert.Throws<ArgumentException>(() => Transforms.Normalize([0.5], [0.5]).Apply(Bytes(1))).Message);

    [Fact]
    public void DeviationOfZeroIsRefused() =>
        Assert.Contains("other than 0", Assert.Throws<ArgumentException>(() => Transforms.Normalize([0.5, 0.5], [0.5, 0])).Message);

    [Fact]
    public void MeansWithoutDeviationsAreRefused() =>
        Assert.Contains("3 means and 1 deviations", Assert.Throws<ArgumentException>(() => Transforms.Normalize([1, 2, 3], [1])).Message);

    [Fact]
    public void ComposeFreesWhatLiesBetweenAndKeepsTheImage()
    {
        using var image = Bytes(3);
        var steps = Transforms.Compose(Transforms.ToTensor(), Transforms.Normalize([0.5], [0.5]), Transforms.Normalize([0.5], [0.5]));
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using var result = steps.Apply(image);
        Assert.Equal(1, DisposeScopeManager.Statistics.ThreadTotalLiveCount - before);
        Assert.False(image.IsInvalid);
    }

    [Fact]
    public void ComposeOfNothingGivesTheImageItself()
    {
        using var image = Bytes(1);
        Assert.Same(image, Transforms.Compose().Apply(image));
    }

    [Fact]
    public void StepsPrintThemselves() => Assert.Equal("Compose(ToTensor(), Normalize(mean=(0.5), std=(0.25)))",
        Transforms.Compose(Transforms.ToTensor(), Transforms.Normalize([0.5], [0.25])).ToString());

    private static Tensor Bytes(int channels) => zeros(channels, 4, 4, dtype: ScalarType.Byte);
}
