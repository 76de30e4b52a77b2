using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

public sealed class LabelledImagesTests
{
    [Fact]
    public void TakeSharesMemoryAndOutlivesTheWhole()
    {
        var whole = Set(5);
        using var first = whole.Take(2);
        whole.Images[1].fill_(7);
        whole.Dispose();
        Assert.Equal(2, first.Count);
        Assert.Equal(7, first.Images[1].max().item<float>());
    }

    [Theory, InlineData(-1), InlineData(6)]
    public void TakeOfMoreThanThereAreIsRefused(int count) =>
        Assert.Contains($"Expected 0 to 5 images, found {count}",
            Assert.Throws<ArgumentOutOfRangeException>(() => Set(5).Take(count)).Message);

    [Fact]
    public void SetOutlivesTheScopeItWasMadeIn()
    {
        LabelledImages set;
        using (NewDisposeScope())
            set = Set(3);
        Assert.Equal(3, set.Images.sum().item<float>() + 3);
        set.Dispose();
    }

    [Fact]
    public void OtherNumberOfLabelsIsRefused() =>
        Assert.Contains("one int64 label an image", Assert.Throws<ArgumentException>(
            () => new LabelledImages(zeros(3, 1, 2, 2), zeros(2, dtype: ScalarType.Int64), ["a"])).Message);

    private static LabelledImages Set(int count) => new(zeros(count, 1, 2, 2), zeros(count, dtype: ScalarType.Int64), ["a"]);
}
