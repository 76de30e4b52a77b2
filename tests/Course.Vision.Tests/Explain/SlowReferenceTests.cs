using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision.Tests.Explain;

/// <summary>Each method against plain loops, against PyTorch's answer, or against a network whose answer is known.</summary>
public sealed class SlowReferenceTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Sequential model = SmallNetwork.WithReLU();
    private readonly Tensor images = SmallNetwork.Images();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void IntegratedGradientsOfASmoothNetworkArePyTorchs()
    {
        var smooth = SmallNetwork.Smooth();
        var attributions = IntegratedGradients.Explain(smooth, images, 1);
        SmallNetwork.CheckFixture("integrated_gradients", attributions);
        Assert.All(IntegratedGradients.CompletenessError(smooth, images, 1, attributions), error => Assert.InRange(error, 0, 1e-3));
        Assert.All(IntegratedGradients.CompletenessError(smooth, images, 1, attributions * 1.1), error => Assert.InRange(error, 0.09, 0.11));
    }

    [Fact]
    public void IntegratedGradientsBeginAtTheBaseline()
    {
        var plane = SmallNetwork.OnePlane(3, 12, 12);
        var baseline = full(1, 3, 1, 1, 0.25f);
        var weights = ((Linear)plane.children().Last()).weight![1].reshape(1, 3, 12, 12);
        Close((images - 0.25) * weights, IntegratedGradients.Explain(plane, images, 1, baseline, steps: 1));
    }

    [Fact]
    public void GradCamPlusPlusIsPyTorchs() =>
        SmallNetwork.CheckFixture("grad_cam_plus_plus", GradCamPlusPlus.Explain(model, images, 1, "4"));

    [Fact]
    public void ScoreCamIsPyTorchs() => SmallNetwork.CheckFixture("score_cam", ScoreCam.Explain(model, images, 2, "4"));

    [Fact]
    public void SaliencyIsTheSlopeFoundByTwoForwardPasses()
    {
        var smooth = SmallNetwork.Smooth();
        var gradient = Gradients.OfInput(smooth, images, 2);
        using var quiet = no_grad();
        foreach (var (n, c, y, x) in new[] { (0, 0, 0, 0), (0, 2, 5, 7), (1, 1, 11, 11), (1, 2, 6, 0) })
        {
            var (up, down) = (images.clone(), images.clone());
            up[n, c, y, x] += 0.05f;
            down[n, c, y, x] -= 0.05f;
            var slope = (smooth.call(up) - smooth.call(down))[n, 2].item<float>() / 0.1;
            Assert.Equal(slope, gradient[n, c, y, x].item<float>(), 2e-4);
        }
    }

    [Fact]
    public void SmoothGradIsTheMeanOverNoisyCopies()
    {
        var smooth = SmallNetwork.Smooth();
        var random = new Generator(7);
        var sigma = 0.2f * (images.amax([1, 2, 3], keepdim: true) - images.amin([1, 2, 3], keepdim: true)); // of each image
        var copies = Enumerable.Range(0, 3).Select(_ => images + sigma * randn([1, 3, 12, 12], generator: random)).ToList();
        var expected = stack(copies.Select(copy => Gradients.OfInput(smooth, copy, 1))).mean([0]);
        Close(expected, SmoothGrad.Explain(smooth, images, 1, samples: 3, noise: 0.2, seed: 7));
        var plane = SmallNetwork.OnePlane(3, 12, 12);
        Close(Gradients.OfInput(plane, images, 1), SmoothGrad.Explain(plane, images, 1, samples: 4));
    }

    [Fact]
    public void GuidedBackpropagationIsTheChainRuleWithTwoGates()
    {
        // y = w2 relu(w1 relu(x)), by hand, with x > 0 everywhere: only the gates on the way back matter
        var net = Sequential(ReLU(inplace: true), Linear(2, 2, hasBias: false), ReLU(), Linear(2, 2, hasBias: false));
        using (no_grad())
        {
            ((Linear)net.children().ElementAt(1)).weight!.copy_(tensor(new float[,] { { 1, -2 }, { 3, 4 } }));
            ((Linear)net.children().ElementAt(3)).weight!.copy_(tensor(new float[,] { { -1, 1 }, { 1, 1 } }));
        }

        var wrapped = Sequential(Flatten(), net);
        wrapped.eval();
        var x = tensor(new float[] { 3, 1 }).reshape(1, 1, 2); // hidden: 1, 13
        // class 0: head (-1, 1); after the gate (0, 1); through w1: (3, 4); after the gate (3, 4). The plain gradient is (2, 6).
        Assert.Equal([3, 4], SmallNetwork.Values(GuidedBackpropagation.Explain(wrapped, x, 0)));
        Assert.Equal([2, 6], SmallNetwork.Values(Gradients.OfInput(wrapped, x, 0)));
    }

    [Fact]
    public void CamAddsUpToTheScore()
    {
        using var quiet = no_grad();
        var cam = Cam.Explain(model, images, 2, "4");
        var bias = ((Linear)model.children().Last()).bias![2];
        Close(model.call(images).select(1, 2), cam.mean([1, 2, 3]) + bias);
    }

    [Fact]
    public void GradCamBehindAnAverageIsCamButForAConstant() =>
        Close(Cam.Explain(model, images, 2, "4").relu() / 9, GradCam.Explain(model, images, 2, "4"));

    [Fact]
    public void LayerSweepIsGradCamOfEachLayerInOnePass()
    {
        var passes = 0;
        var hook = ((Module<Tensor, Tensor>)model.children().First()).register_forward_pre_hook((_, input) => { passes++; return input; });
        var sweep = LayerSweep.Explain(model, images, 1);
        hook.remove();
        Assert.Equal(1, passes);
        Assert.Equal(["0", "3"], sweep.Select(entry => entry.Layer));
        foreach (var (layer, map) in sweep) Close(GradCam.WithSign(model, images, 1, layer), map);
    }

    [Fact]
    public void OcclusionIsTheLoop()
    {
        using var quiet = no_grad();
        var fast = Occlusion.Explain(model, images, 1, window: 5, stride: 3, fill: 0.5);
        var (sum, covers) = (new double[2, 12, 12], new int[12, 12]);
        for (var top = 0; top < 10; top += 3)
            for (var left = 0; left < 10; left += 3)
            {
                var covered = images.clone();
                for (var y = top; y < Math.Min(12, top + 5); y++)
                    for (var x = left; x < Math.Min(12, left + 5); x++)
                        foreach (var (n, c) in new[] { (0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2) }) covered[n, c, y, x] = 0.5f;
                var fall = SmallNetwork.Values((model.call(images) - model.call(covered)).select(1, 1));
                for (var y = top; y < Math.Min(12, top + 5); y++)
                    for (var x = left; x < Math.Min(12, left + 5); x++)
                    {
                        (sum[0, y, x], sum[1, y, x]) = (sum[0, y, x] + fall[0], sum[1, y, x] + fall[1]);
                        covers[y, x]++;
                    }
            }

        for (var n = 0; n < 2; n++)
            for (var y = 0; y < 12; y++)
                for (var x = 0; x < 12; x++)
                    Assert.Equal(sum[n, y, x] / covers[y, x], fast[n, 0, y, x].item<float>(), 1e-5);
    }

    [Fact]
    public void LimeFindsWhatEachSuperpixelOfAPlaneAdds()
    {
        var plane = SmallNetwork.OnePlane(3, 12, 12);
        var image = images.narrow(0, 0, 1);
        var segments = (arange(12).div(4, RoundingMode.floor) * 3).unsqueeze(1) + arange(12).div(4, RoundingMode.floor).unsqueeze(0); // 3x3 squares
        var lime = Lime.Explain(plane, image, 1, segments, samples: 200, ridge: 1e-9);
        var worth = ((Linear)plane.children().Last()).weight![1].reshape(1, 3, 12, 12) * (image - image.mean([2, 3], keepdim: true));
        for (var s = 0; s < 9; s++)
        {
            var (y, x) = (s / 3 * 4, s % 3 * 4);
            var expected = worth.narrow(2, y, 4).narrow(3, x, 4).sum().item<float>();
            Assert.Equal(expected, lime[0, 0, y, x].item<float>(), 1e-4);
            Assert.Equal(expected, lime[0, 0, y + 3, x + 3].item<float>(), 1e-4);
        }
    }

    [Fact]
    public void OneAndThreeDimensionsWorkToo()
    {
        var signal = Sequential(Conv1d(2, 4, 3), ReLU(), AdaptiveAvgPool1d(1), Flatten(), Linear(4, 3));
        var volume = Sequential(Conv3d(1, 4, 3), ReLU(), AdaptiveAvgPool3d(1), Flatten(), Linear(4, 3));
        foreach (var (net, x) in new[] { (signal, Formula.Input(2, 2, 1, 20).squeeze(2)), (volume, Formula.Input(2, 6, 7, 8).unsqueeze(1)) })
        {
            Formula.Fill(net);
            net.eval();
            var map = GradCam.Explain(net, x, 1, "0");
            Assert.Equal(x.shape[2..], Maps.ToSizeOf(map, x).shape[2..]);
            Close(Cam.Explain(net, x, 1, "1").relu(), GradCam.Explain(net, x, 1, "1") * (double)(map.numel() / 2));
            foreach (var other in new[] { GradCamPlusPlus.Explain(net, x, 1, "1"), ScoreCam.Explain(net, x, 1, "1") })
                Assert.Equal(map.shape, other.shape);
            Assert.Equal(x.narrow(1, 0, 1).shape, Occlusion.Explain(net, x, 1, window: 4, stride: 4).shape);
            foreach (var pixels in new[] { Saliency.Explain(net, x, 1), IntegratedGradients.Explain(net, x, 1), SmoothGrad.Explain(net, x, 1) })
                Assert.Equal(x.shape, pixels.shape);
        }
    }

    private static void Close(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Summary.Close(SmallNetwork.Values(expected), SmallNetwork.Values(actual), "value");
    }
}
