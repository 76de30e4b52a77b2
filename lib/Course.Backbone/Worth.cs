using Course.Vision;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Backbone;

/// <summary>
/// What a backbone is worth on few drawn cats and dogs: a head on its frozen features, beside the same network from scratch.
/// </summary>
internal static class Worth
{
    public static void Print(string weights, int count)
    {
        var (train, test) = (Photos(count, seed: 11), Photos(400, seed: 12));
        using var backbone = Pretrained.Load("kitnet", weights);
        backbone.ReplaceHead(2);
        var (known, asked) = (Features.Of(backbone, new Batches(train, 100)), Features.Of(backbone, new Batches(test, 100)));
        var head = nn.Linear(backbone.FeatureCount, 2);
        var onFeatures = Fit(head, new FusedAdam(head.parameters(), lr: 0.01), known, asked, epochs: 20);
        Console.WriteLine($"{count} photos: head on frozen features {onFeatures.Accuracy:F1} %");

        backbone.FreezeBody();
        Trainable.Unfreeze(backbone, "layer3");
        var tuned = Fit(backbone, new FusedAdam(Trainable.Groups(backbone, head: 1e-3, body: 2e-4)), train, test, epochs: 10);
        Console.WriteLine($"{count} photos: layer3 fine-tuned {tuned.Accuracy:F1} %");

        using var scratch = new KitNet(2);
        var fromScratch = Fit(scratch, new FusedAdam(scratch.parameters()), train, test, epochs: 13);
        Console.WriteLine($"{count} photos: from scratch\n{fromScratch}");
    }

    private static TrainingHistory Fit(
        nn.Module<Tensor, Tensor> network, FusedAdam adam, LabelledImages train, LabelledImages test, int epochs) =>
        new Trainer(network, adam) { EvaluateEvery = 0, Quiet = true }.Fit(
            new Batches(train, 32, shuffle: true), new Batches(test, 200), epochs);

    private static LabelledImages Photos(int count, int seed)
    {
        var (images, labels) = DrawnPhotos.DrawCatsAndDogs(count, 128, seed);
        return new(SourceTask.Normalised(nn.functional.avg_pool2d(images.to(ScalarType.Float32), 2)), labels,
            DrawnPhotos.CatsAndDogs);
    }
}
