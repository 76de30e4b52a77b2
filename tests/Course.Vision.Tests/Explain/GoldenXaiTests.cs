using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests.Explain;

/// <summary>PyTorch's and Captum's figures for the book's network, within 1e-4 of the largest value.</summary>
public sealed class GoldenXaiTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory, InlineData(64), InlineData(100)]
    public void OutputsAreTheReference(int size)
    {
        var xai = new GoldenXai(size);
        Assert.Equal(xai["state_dict"].EnumerateArray().Select(e => e[0].GetString()!), StateDict.Of(xai.Model).Select(e => e.Key));
        var expected = xai["output"].EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(v => v.GetSingle()).ToArray();
        using var quiet = no_grad();
        var output = xai.Model.call(xai.Images);
        Assert.Equal(size == 100 ? [9, 2] : new long[] { 1, 2 }, output.shape); // nine rows for one image: the book's slip
        Summary.Close(expected, output.data<float>().ToArray(), "output");
    }

    [Fact]
    public void AveragedFeaturesMendTheNineRows()
    {
        using var quiet = no_grad();
        using var mended = new Xai(pooled: true);
        Formula.Fill(mended);
        mended.eval();
        Assert.Equal([2, 2], mended.call(Formula.Input(2, 3, 100, 100)).shape);
        var xai = new GoldenXai(64); // one row already: the same network
        Summary.Close(SmallNetwork.Values(xai.Model.call(xai.Images)), SmallNetwork.Values(mended.call(xai.Images)), "output");
        var error = Assert.Throws<ArgumentException>(() => Saliency.Explain(mended, Formula.Input(1, 3, 30, 30), 1));
        Assert.Contains("[1, 3, 30, 30]", error.Message);
    }

    [Theory, InlineData(64), InlineData(100)]
    public void ThreeFeatureMapsOfOnePassAreTheReference(int size)
    {
        var xai = new GoldenXai(size);
        using var maps = LayerActivations.Of(xai.Model, xai.Images, "features.0", "features.20", "features.40");
        foreach (var map in xai["features"].EnumerateObject()) Summary.Check(map.Value, maps["features." + map.Name], "map " + map.Name);
    }

    [Theory, InlineData(64), InlineData(100)]
    public void SaliencyIsTheReference(int size)
    {
        var xai = new GoldenXai(size);
        var kinks = size == 100 ? 0.005 : 0;
        xai.Check("saliency", Gradients.OfInput(xai.Model, xai.Images, 1), kinks);
        xai.Check("captum_Saliency", Saliency.Explain(xai.Model, xai.Images, 1), kinks);
        xai.Check("captum_InputXGradient", InputXGradient.Explain(xai.Model, xai.Images, 1), kinks);
    }

    [Theory]
    [InlineData(64, 20), InlineData(64, 40), InlineData(64, 48), InlineData(100, 20), InlineData(100, 40), InlineData(100, 48)]
    public void GradCamIsTheReference(int size, int layer)
    {
        var xai = new GoldenXai(size);
        var cam = GradCam.Explain(xai.Model, xai.Images, 1, $"features.{layer}");
        xai.Check($"gradcam{layer}_raw", GradCam.WithSign(xai.Model, xai.Images, 1, $"features.{layer}"));
        xai.Check($"gradcam{layer}", cam);
        xai.Check($"gradcam{layer}_up", Maps.ToSizeOf(cam, xai.Images));
    }

    [Theory, InlineData(64), InlineData(100)]
    public void IntegratedGradientsAreTheReference(int size)
    {
        var xai = new GoldenXai(size);
        var attributions = IntegratedGradients.Explain(xai.Model, xai.Images, 1);
        xai.Check("ig_gl", attributions, kinks: 0.6);
        // The reference's own array misses completeness by 1.67 % at 64 pixels and by 0.90 % at 100, in float64 as in float32: fifty points,
        // whatever the rule, are too few for this network's kinks (ARCHITECTURE.md). A hundred are enough.
        Assert.InRange(Error(attributions), 0, size == 64 ? 0.017 : 0.01);
        if (size == 64) Assert.InRange(Error(IntegratedGradients.Explain(xai.Model, xai.Images, 1, steps: 100)), 0, 0.01);

        float Error(Tensor found) => IntegratedGradients.CompletenessError(xai.Model, xai.Images, 1, found)[0];
    }

    [Theory, InlineData(64), InlineData(100)]
    public void GuidedBackpropagationIsCaptums(int size)
    {
        var xai = new GoldenXai(size);
        xai.Check("captum_GuidedBackprop", GuidedBackpropagation.Explain(xai.Model, xai.Images, 1), kinks: size == 100 ? 0.005 : 0);
    }

    [Fact]
    public void OcclusionIsCaptums()
    {
        var xai = new GoldenXai(64);
        xai.Check("captum_Occlusion_20_10", Occlusion.Explain(xai.Model, xai.Images, 1, window: 20, stride: 10).expand(1, 3, 64, 64));
    }
}
