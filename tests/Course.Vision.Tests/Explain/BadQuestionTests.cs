using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Vision.Tests.Explain;

/// <summary>Questions no method can answer: each says what was expected, what was found and what to do, and leaves no hook behind.</summary>
public sealed class BadQuestionTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Sequential model = SmallNetwork.WithReLU();

    public static TheoryData<string> Methods => Explain.Methods.Names;

    public void Dispose() => scope.Dispose();

    [Theory, MemberData(nameof(Methods))]
    public void ClassOutOfRangeIsRefused(string method)
    {
        Refused<ArgumentOutOfRangeException>(method, SmallNetwork.Images(), 3, "0 to 2");
        Refused<ArgumentOutOfRangeException>(method, SmallNetwork.Images(), -1, "0 to 2");
    }

    [Theory, MemberData(nameof(Methods))]
    public void WrongChannelCountIsRefused(string method) =>
        Refused<ArgumentException>(method, Formula.Input(1, 1, 12, 12), 1, "Expected images of 3 channels", "found 1", "expand");

    [Theory, MemberData(nameof(Methods))]
    public void TooSmallAnImageIsRefused(string method) =>
        Refused<ArgumentException>(method, Formula.Input(1, 3, 2, 2), 1, "[1, 3, 2, 2]", "Resize");

    [Theory, MemberData(nameof(Methods))]
    public void SingleImageWithoutBatchIsRefused(string method) =>
        Refused<ArgumentException>(method, Formula.Input(1, 3, 12, 12)[0][0], 1, "[N, C, H, W]", "unsqueeze");

    [Theory, MemberData(nameof(Methods))]
    public void NotANumberIsRefused(string method)
    {
        var images = SmallNetwork.Images(1);
        images[0, 1, 2, 3] = float.NaN;
        images[0, 0, 0, 0] = float.PositiveInfinity;
        Refused<ArgumentException>(method, images, 1, "2 values", "NaN or infinite");
    }

    [Theory, MemberData(nameof(Methods))]
    public void AnotherTypeIsRefused(string method) =>
        Refused<ArgumentException>(method, SmallNetwork.Images().to(ScalarType.Float64), 1, "Float32", "Float64");

    [Fact]
    public void AnotherDeviceIsRefused()
    {
        var images = SmallNetwork.Images().to(new Device(DeviceType.META)); // the only other device that every machine has
        foreach (var method in new[] { "Saliency", "GradCam", "Occlusion" })
            Refused<ArgumentException>(method, images, 1, "network is on cpu", "images are on meta", "images.to(");
    }

    [Fact]
    public void LayerWithoutPlacesIsRefused()
    {
        Explainer[] methods =
        [
            (m, x, t) => GradCam.Explain(m, x, t, "7"), (m, x, t) => GradCamPlusPlus.Explain(m, x, t, "7"),
            (m, x, t) => ScoreCam.Explain(m, x, t, "7"), (m, x, t) => Cam.Explain(m, x, t, "6"),
            (m, x, t) => LayerSweep.Explain(m, x, t, "0", "7")[0].Map,
        ];
        foreach (var method in methods)
        {
            var error = Assert.Throws<ArgumentException>(() => method(model, SmallNetwork.Images(), 1));
            Assert.Contains("whose output has places", error.Message);
            Assert.Contains("Layers.Convolutions", error.Message);
        }

        Assert.Equal(0, Explain.Methods.Hooks(model));
    }

    [Fact]
    public void UnknownLayerIsRefusedByEachMethodThatTakesOne()
    {
        Assert.Contains("no layer '9'", Assert.Throws<ArgumentException>(() => GradCam.Explain(model, SmallNetwork.Images(), 1, "9")).Message);
        Assert.Throws<ArgumentException>(() => ScoreCam.Explain(model, SmallNetwork.Images(), 1, "9"));
        Assert.Throws<ArgumentException>(() => LayerSweep.Explain(model, SmallNetwork.Images(), 1, "9"));
        Assert.Throws<ArgumentException>(() => ExcitingPatch.Find(model, SmallNetwork.Images(), "9", 0));
        Assert.Throws<ArgumentException>(() => ActivationMaximisation.Make(model, [1, 3, 12, 12], "9", 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExcitingPatch.Find(model, SmallNetwork.Images(), "3", 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => ActivationMaximisation.Make(model, [1, 3, 12, 12], "3", 6));
    }

    [Fact]
    public void CamNeedsAHeadThatReadsTheLayer()
    {
        Assert.Contains("Grad-CAM", Assert.Throws<ArgumentException>(() => Cam.Explain(model, SmallNetwork.Images(), 1, "0")).Message);
    }

    [Fact]
    public void ReLUsCalledAsFunctionsAreNotPassedOverInSilence()
    {
        var smooth = SmallNetwork.Smooth();
        var error = Assert.Throws<ArgumentException>(() => GuidedBackpropagation.Explain(smooth, SmallNetwork.Images(), 1));
        Assert.Contains("ReLU layers", error.Message);
    }

    private void Refused<T>(string method, Tensor images, long target, params string[] said) where T : Exception
    {
        var error = Assert.Throws<T>(() => Explain.Methods.All[method](model, images, target));
        foreach (var words in said) Assert.Contains(words, error.Message);
        Assert.Equal(0, Explain.Methods.Hooks(model));
    }
}
