using System.Security.Cryptography;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

public sealed class DrawnPhotosTests
{
    [Fact]
    public void PhotosAreTheSameWhenDrawnAgainAndOthersForAnotherSeed()
    {
        using var scope = NewDisposeScope();
        var first = DrawnPhotos.DrawCatsAndDogs(20, 64, seed: 5).Images;
        Assert.True(first.Equals(DrawnPhotos.DrawCatsAndDogs(20, 64, seed: 5).Images));
        Assert.False(first.Equals(DrawnPhotos.DrawCatsAndDogs(20, 64, seed: 6).Images));
    }

    [Fact]
    public void NoPhotoIsEmptyOrDrawnTwice()
    {
        using var scope = NewDisposeScope();
        var (images, labels) = DrawnPhotos.DrawSource(3 * DrawnPhotos.SourceClasses.Count, 48, seed: 1);
        Assert.Equal([labels.shape[0], 3, 48, 48], images.shape);
        Assert.All(images.to(ScalarType.Float32).std([1, 2, 3]).data<float>(), spread => Assert.InRange(spread, 4, 128));
        var hashes = images.data<byte>().ToArray().Chunk(3 * 48 * 48).Select(pixels => Convert.ToHexString(SHA256.HashData(pixels)));
        Assert.Equal(labels.shape[0], hashes.Distinct().Count());
    }

    [Fact]
    public void SourceTaskHasManyClassesAndNeitherCatsNorDogs()
    {
        Assert.InRange(DrawnPhotos.SourceClasses.Count, 40, 200);
        Assert.Equal(DrawnPhotos.SourceClasses.Count, DrawnPhotos.SourceClasses.Distinct().Count());
        Assert.Empty(DrawnPhotos.SourceClasses.Intersect(DrawnPhotos.CatsAndDogs, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void ColoursTellNeitherCatNorDog()
    {
        // The nearest of the two mean colours, learned on 400 photos and asked of 400 others, is hardly better than a coin.
        using var scope = NewDisposeScope();
        Assert.InRange(NearestMean(pixels => pixels.mean([2, 3])), 0.4, 0.6);
    }

    [Fact]
    public void PixelsAloneTellLittle()
    {
        using var scope = NewDisposeScope();
        Assert.InRange(NearestMean(pixels => nn.functional.avg_pool2d(pixels, 4).flatten(1)), 0.4, 0.75);
    }

    private static float NearestMean(Func<Tensor, Tensor> describe)
    {
        var (train, labels) = DrawnPhotos.DrawCatsAndDogs(400, 64, seed: 11);
        var (test, actual) = DrawnPhotos.DrawCatsAndDogs(400, 64, seed: 12);
        var known = describe(train.to(ScalarType.Float32));
        var means = stack([known[labels.eq(0)].mean([0]), known[labels.eq(1)].mean([0])]);
        return cdist(describe(test.to(ScalarType.Float32)), means).argmin(1).eq(actual).to(ScalarType.Float32).mean().item<float>();
    }
}
