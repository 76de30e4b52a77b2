using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

public sealed class KitNetTests
{
    [Fact]
    public void ShippedWeightsKnowTheirSourceTask()
    {
        using var scope = NewDisposeScope();
        using var network = Pretrained.Load("kitnet");
        Assert.Equal(DrawnPhotos.SourceClasses.Count, network.Classes);
        var (images, labels) = DrawnPhotos.DrawSource(4 * network.Classes, 128, seed: 77);
        var right = network.Predict(Small(images)).argmax(1).eq(labels).to(ScalarType.Float32).mean().item<float>();
        Assert.InRange(right, 0.7f, 1);
    }

    [Theory]
    [InlineData(64, 8)]
    [InlineData(96, 12)]
    [InlineData(224, 28)]
    public void LastFeatureMapsAreAnEighthOfThePicture(int size, int maps)
    {
        using var scope = NewDisposeScope();
        using var network = new KitNet(2);
        Tensor? seen = null;
        Layers.Find(network, "layer3").register_forward_hook((_, _, output) =>
        {
            seen = output.clone();
            return output;
        });
        Assert.Equal([2, 2], network.Predict(rand(2, 3, size, size)).shape);
        Assert.Equal([2, 160, maps, maps], seen!.shape);
    }

    [Fact]
    public void FrozenFeaturesBeatTrainingFromScratchOnFewPhotos()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var (train, test) = (Photos(120, seed: 11), Photos(300, seed: 12));
        using var backbone = Pretrained.Load("kitnet");
        using var scratch = new KitNet(2);
        using var head = nn.Linear(backbone.FeatureCount, 2);
        var frozen = new Trainer(head, new FusedAdam(head.parameters(), lr: 0.01)) { PrintEvery = 0, EvaluateEvery = 0 }.Fit(
            new Batches(Features.Of(backbone, new Batches(train, 50)), 30, shuffle: true), new Batches(Features.Of(backbone, new Batches(test, 50)), 100), epochs: 20);
        var own = new Trainer(scratch, new FusedAdam(scratch.parameters())) { PrintEvery = 0, EvaluateEvery = 0 }.Fit(
            new Batches(train, 30, shuffle: true), new Batches(test, 100), epochs: 8);
        Assert.True(frozen.Accuracy > own.Accuracy + 5, $"frozen features {frozen.Accuracy:F1} %, from scratch {own.Accuracy:F1} %");
    }

    private static LabelledImages Photos(int count, int seed)
    {
        var (images, labels) = DrawnPhotos.DrawCatsAndDogs(count, 128, seed);
        return new(Small(images), labels, DrawnPhotos.CatsAndDogs);
    }

    private static Tensor Small(Tensor images) => Transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
        .Apply(nn.functional.avg_pool2d(images.to(ScalarType.Float32), 2) / 255);
}
