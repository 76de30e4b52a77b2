using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision.Tests.Explain;

public sealed class LayerActivationsTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Sequential model = SmallNetwork.WithReLU();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void InPlaceReLUDoesNotSpoilTheMap()
    {
        using var maps = LayerActivations.Of(model, SmallNetwork.Images(), "0", "1");
        using var quiet = no_grad();
        var expected = ((Module<Tensor, Tensor>)model.children().First()).call(SmallNetwork.Images());
        Assert.True(expected.min().item<float>() < 0);
        Assert.Equal(SmallNetwork.Values(expected), SmallNetwork.Values(maps["0"]));
        Assert.Equal(SmallNetwork.Values(expected.relu()), SmallNetwork.Values(maps["1"]));
    }

    [Fact]
    public void ManyLayersComeFromOneForwardPass()
    {
        var passes = 0;
        ((Module<Tensor, Tensor>)model.children().First()).register_forward_pre_hook((_, input) => { passes++; return input; });
        using var maps = LayerActivations.Of(model, SmallNetwork.Images(), "0", "3", "4", "7");
        Assert.Equal(1, passes);
        Assert.Equal(["0", "3", "4", "7"], maps.Names);
        Assert.Equal([2, 6, 3, 3], maps["3"].shape);
        Assert.Equal([2, 3], maps["7"].shape);
    }

    [Fact]
    public void YourOwnCallIsWatchedToo()
    {
        using var maps = new LayerActivations(model, "0");
        Assert.Contains("has not run", Assert.Throws<ArgumentException>(() => maps["0"]).Message);
        using (no_grad()) model.call(SmallNetwork.Images(1));
        Assert.Equal([1, 4, 10, 10], maps["0"].shape);
        using (no_grad()) model.call(SmallNetwork.Images(2));
        Assert.Equal([2, 4, 10, 10], maps["0"].shape);
        maps.Dispose();
        Assert.Equal(0, Methods.Hooks(model));
    }

    [Fact]
    public void UnknownLayerIsRefusedWithTheNearestNamesAndNothingIsHooked()
    {
        using var xai = new Xai();
        var error = Assert.Throws<ArgumentException>(() => new LayerActivations(xai, "features.0", "feature.4"));
        Assert.Contains("no layer 'feature.4'", error.Message);
        Assert.Contains("'features.4'", error.Message);
        Assert.Equal(0, Methods.Hooks(xai));
        Assert.Throws<ArgumentException>(() => new LayerActivations(model, ""));
        Assert.Throws<ArgumentException>(() => new LayerActivations(model));
    }

    [Fact]
    public void HooksAreRemovedAfterAnError()
    {
        Assert.Throws<ArgumentException>(() => LayerActivations.Of(model, ones(1, 3, 2, 2), "0", "3")); // too small for the 3x3 kernels
        Assert.Equal(0, Methods.Hooks(model));
        var failing = Sequential(model, new Failing());
        failing.eval();
        Assert.Throws<NotSupportedException>(() => LayerActivations.Of(failing, SmallNetwork.Images(), "0.0", "1"));
        Assert.Throws<NotSupportedException>(() => GradCam.Explain(failing, SmallNetwork.Images(), 0, "0.0"));
        Assert.Throws<NotSupportedException>(() => GuidedBackpropagation.Explain(failing, SmallNetwork.Images(), 0));
        Assert.Equal(0, Methods.Hooks(failing));
    }

    [Fact]
    public void LayerThatDoesNotRunIsNamed()
    {
        using var idle = new Idle();
        idle.eval();
        var error = Assert.Throws<ArgumentException>(() => LayerActivations.Of(idle, ones(1, 3, 8, 8), "unused"));
        Assert.Contains("'unused' has not run", error.Message);
        Assert.Equal(0, Methods.Hooks(idle));
    }

    private sealed class Failing() : Module<Tensor, Tensor>("failing")
    {
        public override Tensor forward(Tensor input) => throw new NotSupportedException("no");
    }

    private sealed class Idle : Module<Tensor, Tensor>
    {
        private readonly Conv2d used = Conv2d(3, 2, 3), unused = Conv2d(3, 2, 3);

        public Idle() : base("idle") => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            GC.KeepAlive(unused);
            return used.call(input);
        }
    }
}
