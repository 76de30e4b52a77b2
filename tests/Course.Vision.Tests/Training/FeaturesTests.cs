using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

public sealed class FeaturesTests
{
    [Fact]
    public void HeadOnCachedFeaturesScoresAsTheWholeNetwork()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var network = new KitNet(3);
        network.train();
        using var pictures = new LabelledImages(rand(7, 3, 32, 32), tensor([0L, 1, 2, 0, 1, 2, 0]), ["a", "b", "c"]);
        using var known = Features.Of(network, new Batches(pictures, 3), pictures.ClassNames);
        Assert.True(network.training);
        Assert.Equal([7, network.FeatureCount], known.Images.shape);
        Assert.Equal(["a", "b", "c"], known.ClassNames);
        Assert.True(known.Labels.Equals(pictures.Labels));
        var scores = known.Images.mm(network.HeadWeight.t()) + network.get_parameter("fc.bias")!;
        Assert.True(scores.allclose(network.Predict(pictures.Images), atol: 1e-5));
        Assert.False(known.Images.requires_grad);
    }

    [Fact]
    public void WithoutAPictureThereAreNoFeatures()
    {
        using var network = new KitNet(2);
        using var none = new LabelledImages(zeros(0, 3, 32, 32), zeros(0, dtype: ScalarType.Int64), ["a"]);
        Assert.Contains("at least one batch", Assert.Throws<ArgumentException>(() => Features.Of(network, new Batches(none, 3))).Message, StringComparison.Ordinal);
    }
}
