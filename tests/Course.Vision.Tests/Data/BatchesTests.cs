using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

public class BatchesTests
{
    [Property(MaxTest = 30)]
    public bool EachImageComesOnceWithItsLabel(PositiveInt count, PositiveInt size, bool shuffle)
    {
        using var scope = NewDisposeScope();
        var seen = Values(new(Numbered(count.Get), size.Get, shuffle));
        return seen.Order().SequenceEqual(Enumerable.Range(0, count.Get).Select(i => (long)i));
    }

    [Fact]
    public void LastBatchHoldsTheRemainder()
    {
        var batches = new Batches(Numbered(25), 10);
        Assert.Equal(3, batches.Count);
        Assert.Equal([10, 10, 5], batches.Select(batch => batch.Images.shape[0]));
    }

    [Fact]
    public void SeedAndEpochGiveTheOrder()
    {
        var (one, same, other) = (new Batches(Numbered(50), 7, true, seed: 4), new Batches(Numbered(50), 7, true, seed: 4), new Batches(Numbered(50), 7, true, seed: 5));
        var first = Values(one);
        Assert.Equal(first, Values(same));
        Assert.NotEqual(first, Values(other));
        var second = Values(one);
        Assert.NotEqual(first, second);
        Assert.Equal(second, Values(same));
    }

    [Fact]
    public void FirstBatchLivesOn()
    {
        var batch = new Batches(Numbered(25), 10, shuffle: true).First();
        Assert.Equal(10, batch.Labels.shape[0]);
    }

    [Fact]
    public void LoopLeavesNoTensorBehind()
    {
        var batches = new Batches(Numbered(25), 10, shuffle: true);
        var alive = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        foreach (var batch in batches)
            Assert.False(batch.Images.IsInvalid);
        Assert.Equal(alive, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void WrongBatchSizeIsNamed() =>
        Assert.Contains("at least 1, found 0", Assert.Throws<ArgumentException>(() => new Batches(Numbered(2), 0)).Message);

    [Fact]
    public void BytesInsteadOfFloatsAreNamed()
    {
        var data = new LabelledImages(zeros([2, 1, 2, 2], dtype: ScalarType.Byte), zeros(2, dtype: ScalarType.Int64), []);
        Assert.Contains("float32 images, found Byte", Assert.Throws<ArgumentException>(() => new Batches(data, 1)).Message);
    }

    /// <summary>Image i is filled with i, its label is i.</summary>
    private static LabelledImages Numbered(int count)
    {
        var labels = arange(count, dtype: ScalarType.Int64);
        return new(labels.to(ScalarType.Float32).view(count, 1, 1, 1).expand(count, 1, 2, 2).contiguous(), labels, []);
    }

    private static List<long> Values(Batches batches)
    {
        var seen = new List<long>();
        foreach (var (images, labels) in batches)
        {
            Assert.Equal(labels.data<long>().ToArray().Select(label => (float)label), images[TensorIndex.Colon, 0, 1, 1].contiguous().data<float>().ToArray());
            seen.AddRange(labels.data<long>().ToArray());
        }
        return seen;
    }
}
