using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision.Tests.Explain;

/// <summary>The explanation of an image is its own: nothing about its batch, the element type or the network's state changes it.</summary>
[Collection("Console")]
public sealed class OneImageAloneTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<string> Names => Methods.Names;

    public void Dispose() => scope.Dispose();

    [Theory, MemberData(nameof(Names))]
    public void BatchMatesChangeNothing(string method)
    {
        if (method == "Lime")
            return; // takes one image
        var model = SmallNetwork.WithReLU();
        for (var seed = 0; seed < 5; seed++)
        {
            var images = Random(seed, 3) * tensor(new[] { 0.1f, 1, 30 }).reshape(3, 1, 1, 1);
            var together = Methods.All[method](model, images, 1);
            for (var i = 0; i < 3; i++)
                AssertSame(Methods.All[method](model, images.narrow(0, i, 1), 1), together.narrow(0, i, 1));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void DoublePrecisionGivesTheSameMap(string method)
    {
        var (single, model) = (SmallNetwork.WithReLU(), SmallNetwork.WithReLU());
        model.to(ScalarType.Float64);
        for (var seed = 0; seed < 5; seed++)
        {
            var images = Random(seed, 2);
            var map = Methods.All[method](model, images.to(ScalarType.Float64), 1);
            Assert.Equal(ScalarType.Float64, map.dtype);
            AssertSame(Methods.All[method](single, images, 1), map.to(ScalarType.Float32), 1e-3f);
        }
    }

    [Fact]
    public void ChecksAndPicturesTakeDoublePrecision()
    {
        var model = SmallNetwork.WithReLU();
        model.to(ScalarType.Float64);
        var images = Random(0, 1).to(ScalarType.Float64);
        var map = IntegratedGradients.Explain(model, images, 1);
        Assert.InRange(IntegratedGradients.CompletenessError(model, images, 1, map)[0], 0, 0.5f);
        Assert.NotEmpty(ExcitingPatch.Find(model, images, "3", 1));
        Assert.InRange(PixelCurve.Deletion(model, images, 1, Maps.OverChannels(map)).Area, 0, 1);
        Assert.InRange(Faithfulness.Infidelity(model, images, 1, map), 0, 1);
        Assert.InRange(Faithfulness.MaxSensitivity(Saliency.Explain, model, images, 1), 0, 10);
        Assert.Equal(2, Randomisation.Parameters(Saliency.Explain, model, images, 1, stages: 2).Count);
        Assert.Equal(ScalarType.Float64, ActivationMaximisation.Make(model, [1, 3, 12, 12], "3", 1, steps: 2).dtype);
        Assert.Contains("<img", Plot.Overlay(images.clamp(0, 1), [("map", map)]).Html);
    }

    [Theory, MemberData(nameof(Names))]
    public void ModeOfTheCallerChangesNothingAndStays(string method)
    {
        var model = Moody();
        var images = Random(0, 2);
        model.eval();
        var calm = Methods.All[method](model, images, 1);
        var before = model.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        foreach (var part in (Module[])[model, model.children().ElementAt(8)])
        {
            model.eval();
            part.train();
            AssertSame(calm, Methods.All[method](model, images, 1));
            Assert.True(part.training);
            Assert.Equal(part == model, model.training);
        }
        Assert.All(model.state_dict(), entry => Assert.True(entry.Value.Equals(before[entry.Key]), entry.Key));
    }

    [Theory, MemberData(nameof(Names))]
    public void LayerUsedTwiceIsAsGoodAsTwoLayers(string method)
    {
        var (two, images) = (SmallNetwork.WithReLU(), Random(0, 2));
        var parts = two.named_children().ToDictionary(part => part.name, part => (Module<Tensor, Tensor>)part.module);
        var once = Sequential(parts.Select(part => (part.Key, part.Key == "4" ? parts["1"] : part.Value)));
        once.eval();
        AssertSame(Methods.All[method](two, images, 1), Methods.All[method](once, images, 1));
        Assert.Equal(0, Methods.Hooks(once));
    }

    [Theory, MemberData(nameof(Names))]
    public void FrozenNetworkIsExplainedAsAnyOther(string method)
    {
        var (model, images) = (SmallNetwork.WithReLU(), Random(0, 2));
        var free = Methods.All[method](model, images, 1);
        foreach (var parameter in model.parameters())
            parameter.requires_grad = false;
        using var noGradient = no_grad();
        AssertSame(free, Methods.All[method](model, images, 1));
    }

    [Theory, MemberData(nameof(Names))]
    public void SoftmaxLayerAtTheEndIsGoneAround(string method)
    {
        if (method == "Cam")
            return; // reads the head's weights, not the score
        var (model, images) = (SmallNetwork.WithReLU(), Random(0, 2));
        using (no_grad())
            foreach (var parameter in model.parameters().TakeLast(2))
                parameter.mul_(10_000);
        var sure = Sequential([.. model.named_children().Select(part => (part.name, (Module<Tensor, Tensor>)part.module)), ("end", Softmax(1))]);
        sure.eval();
        Assert.True(sure.call(images).max().ToSingle() == 1);
        using var console = new CapturedConsole();
        AssertSame(Methods.All[method](model, images, 1), Methods.All[method](sure, images, 1));
        Assert.All(console.Lines, line => Assert.Contains("ends in a softmax", line)); // each sentence once in a process
    }

    [Fact]
    public void SaturatedSoftmaxWithinForwardIsSaid()
    {
        var model = new Sure();
        model.eval();
        using var console = new CapturedConsole();
        GradCam.Explain(model, Random(0, 1), 0, "convolution");
        Assert.Contains("a softmax so sure of itself passes no gradient", Assert.Single(console.Lines));
    }

    private static void AssertSame(Tensor expected, Tensor actual, float tolerance = 1e-4f)
    {
        Assert.Equal(expected.shape, actual.shape);
        var (difference, size) = ((expected - actual).abs().max().ToSingle(), expected.abs().max().ToSingle());
        Assert.True(difference <= tolerance * Math.Max(size, 1e-6f), $"{difference} of {size}");
    }

    private static Tensor Random(int seed, int count) => rand([count, 3, 12, 12], generator: new Generator((ulong)seed));

    /// <summary>A network that answers otherwise in training mode; its layers 3 and 4 are those of the small one.</summary>
    private static TorchSharp.Modules.Sequential Moody()
    {
        var model = Sequential(Conv2d(3, 4, 3), ReLU(), AvgPool2d(2), Conv2d(4, 6, 3), ReLU(), BatchNorm2d(6), AdaptiveAvgPool2d(1), Flatten(),
            Dropout(0.5), Linear(6, 3));
        Formula.Fill(model);
        return model;
    }

    private sealed class Sure : Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Conv2d convolution = Conv2d(3, 4, 3);
        private readonly TorchSharp.Modules.Linear head = Linear(400, 3);

        public Sure() : base(nameof(Sure)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            var scores = head.call(convolution.call(input).relu().flatten(1)) * 10_000;
            return scores.softmax(1);
        }
    }
}
