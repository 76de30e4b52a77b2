using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

/// <summary>Lesson 5.3's feature extraction on real photos: SqueezeNet's 512 pooled features and a linear head.</summary>
[Collection(nameof(Alone))]
public sealed class TransferTests
{
    [Fact]
    public void HeadOnSqueezeNetsFeaturesTellsRealCatsFromDogs()
    {
        using var scope = NewDisposeScope();
        var folder = Repository.Data("cats-and-dogs", "train");
        using var network = Pretrained.Load("squeezenet1_1", Repository.Data("weights", "squeezenet1_1_fp32_zip.pth"), convertTypes: true);
        var clock = Stopwatch.StartNew();
        var features = Features.Of(network, new Batches(Photos(folder), 32));
        var accuracies = Enumerable.Range(1, 5).Select(seed => Validate(features, seed)).ToArray();
        TestContext.Current.TestOutputHelper?.WriteLine($"{string.Join(", ", accuracies.Select(one => $"{one:F1}"))}: mean {accuracies.Average():F2} %, {clock.Elapsed.TotalSeconds:F1} s");
        Assert.InRange(accuracies.Average(), 93, 100); // PyTorch: 93.8
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 300); // 30 s on a quiet machine
    }

    /// <summary>A fifth is held out; the rest trains a linear head.</summary>
    private static double Validate(LabelledImages features, int seed)
    {
        manual_seed(seed);
        var order = randperm(features.Count);
        var held = features.Count / 5;
        LabelledImages Part(Tensor where) => new(features.Images[where], features.Labels[where], features.ClassNames);
        using var head = nn.Linear(features.Images.shape[1], 2);
        var trainer = new Trainer(head, new FusedAdam(head.parameters(), lr: 0.003, weightDecay: 1e-3)) { PrintEvery = 0, EvaluateEvery = 0 };
        return trainer.Fit(new Batches(Part(order[held..]), 32, shuffle: true, seed), new Batches(Part(order[..held]), 77), epochs: 40).Accuracy;
    }

    private static LabelledImages Photos(string folder)
    {
        var prepare = Transforms.Compose(Transforms.Resize(256), Transforms.CenterCrop(224), Transforms.ToTensor(),
            Transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]));
        var classes = Directory.GetDirectories(folder).Order(StringComparer.Ordinal).ToList();
        var files = classes.SelectMany((kind, label) => Directory.GetFiles(kind).Order(StringComparer.Ordinal).Select(file => (file, (long)label))).ToList();
        return new(stack(files.Select(entry => prepare.Apply(ImageFile.Read(entry.file)))), tensor(files.Select(entry => entry.Item2).ToArray()),
            [.. classes.Select(Path.GetFileName).OfType<string>()]);
    }
}
