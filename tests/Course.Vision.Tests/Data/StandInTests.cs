using System.Security.Cryptography;
using TorchSharp;

namespace Course.Vision.Tests;

public sealed class StandInTests
{
    // Numbers quoted in the notebooks depend on the pictures. Skia may differ by a grey step at an edge on another processor.
    private static readonly double[] meanGreys = [65.36, 40.21, 68.12, 46.19, 77.07, 24.41, 65.84, 38.04, 56.77, 53.13];

    [Fact]
    public void PicturesAreTheSameInEveryProcess()
    {
        using var scope = torch.NewDisposeScope();
        var (images, labels) = StandIn.Draw(train: false);
        var found = Enumerable.Range(0, 10)
            .Select(label => (double)images[labels.eq(label)].to(torch.ScalarType.Float32).mean().item<float>()).ToArray();
        Assert.All(found.Zip(meanGreys), pair => Assert.Equal(pair.Second, pair.First, 0.02));
    }

    [Fact]
    public void PicturesAreTheSameWhenDrawnAgain()
    {
        using var first = StandIn.Draw(train: false).Images;
        using var again = StandIn.Draw(train: false).Images;
        Assert.True(first.Equals(again));
    }

    [Theory, InlineData(true, 6000), InlineData(false, 1000)]
    public void EachClassIsDrawnEquallyOften(bool train, int count)
    {
        var (images, labels) = StandIn.Draw(train);
        Assert.Equal([count, 1, 28, 28], images.shape);
        Assert.Equal(Enumerable.Repeat(count / 10L, 10), labels.bincount(null).data<long>().ToArray());
    }

    [Fact]
    public void NoPictureIsEmptyOrDrawnTwice()
    {
        var all = new[] { true, false }.SelectMany(train => StandIn.Draw(train).Images.data<byte>().ToArray().Chunk(784)).ToList();
        Assert.All(all, pixels => Assert.InRange(pixels.Count(pixel => pixel > 20), 30, 700));
        Assert.Equal(7000, all.Select(pixels => Convert.ToHexString(SHA256.HashData(pixels))).Distinct().Count());
    }

    [Fact]
    public void NearestMeanPictureNamesMostTestPictures()
    {
        // Recognisable, but not trivial: comparing with each class's mean picture gets between half and nine tenths right.
        using var scope = torch.NewDisposeScope();
        var (train, trainLabels) = StandIn.Draw(train: true);
        var (test, testLabels) = StandIn.Draw(train: false);
        var flat = train.view(-1, 784).to(torch.ScalarType.Float32);
        var means = torch.stack(Enumerable.Range(0, 10).Select(label => flat[trainLabels.eq(label)].mean([0])));
        var nearest = torch.cdist(test.view(-1, 784).to(torch.ScalarType.Float32), means).argmin(1);
        Assert.InRange(nearest.eq(testLabels).to(torch.ScalarType.Float32).mean().item<float>(), 0.5, 0.9);
    }
}
