using System.Diagnostics;
using TorchSharp;
using TorchSharp.Modules;
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

    /// <summary>Minutes long, so only when asked for: -explicit only. The five splits of above, each from the head that was trained there.</summary>
    [Fact(Explicit = true)]
    public void FineTuningGetsFurtherThanTheHeadAlone()
    {
        using var scope = NewDisposeScope();
        var photos = Photos(Repository.Data("cats-and-dogs", "train"));
        var (extracted, tuned) = (new List<double>(), new List<double>());
        foreach (var seed in Enumerable.Range(1, 5))
        {
            using var body = Pretrained.Load("squeezenet1_1", Repository.Data("weights", "squeezenet1_1_fp32_zip.pth"), convertTypes: true);
            var features = Features.Of(body, new Batches(photos, 32));
            using var network = new Transferred(body);
            extracted.Add(FitHead(network.Head, features, seed));
            body.FreezeBody();
            Trainable.Unfreeze(body, [.. Trainable.Parts(body).TakeLast(4)]);
            var (train, test) = Split(photos, seed);
            var tuning = new Trainer(network, new FusedAdam(network.parameters().Where(one => one.requires_grad), lr: 5e-5)) { EvaluateEvery = 0, Quiet = true };
            tuned.Add(tuning.Fit(new Batches(train, 32, shuffle: true, seed), new Batches(test, 77), epochs: 6).Accuracy);
        }
        var text = string.Join(", ", extracted.Zip(tuned, (head, whole) => $"{head:F1} -> {whole:F1}"));
        TestContext.Current.TestOutputHelper?.WriteLine($"{text}: head {extracted.Average():F2} %, fine-tuned {tuned.Average():F2} %");
        Assert.True(tuned.Average() > extracted.Average(), text);
    }

    private static double Validate(LabelledImages features, int seed)
    {
        manual_seed(seed);
        using var head = nn.Linear(features.Images.shape[1], 2);
        return FitHead(head, features, seed);
    }

    private static double FitHead(Linear head, LabelledImages features, int seed)
    {
        var (train, test) = Split(features, seed);
        var trainer = new Trainer(head, new FusedAdam(head.parameters(), lr: 0.003, weightDecay: 1e-3)) { EvaluateEvery = 0, Quiet = true };
        return trainer.Fit(new Batches(train, 32, shuffle: true, seed), new Batches(test, 77), epochs: 40).Accuracy;
    }

    /// <summary>A fifth is held out.</summary>
    private static (LabelledImages Train, LabelledImages Test) Split(LabelledImages all, int seed)
    {
        manual_seed(seed);
        var order = randperm(all.Count);
        var held = all.Count / 5;
        LabelledImages Part(Tensor where) => new(all.Images[where], all.Labels[where], all.ClassNames);
        return (Part(order[held..]), Part(order[..held]));
    }

    /// <summary>A body's pooled features and a linear head: SqueezeNet's own head is another, with a ReLU behind its scores.</summary>
    private sealed class Transferred : nn.Module<Tensor, Tensor>
    {
        private readonly TransferNetwork body;
        private readonly Linear head;

        public Transferred(TransferNetwork body) : base(nameof(Transferred))
        {
            (this.body, head) = (body, nn.Linear(body.FeatureCount, 2));
            RegisterComponents();
        }

        public Linear Head => head;

        public override Tensor forward(Tensor input)
        {
            using var features = body.ExtractFeatures(input);
            return head.call(features);
        }
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
