using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Vision.Tests.Explain;

/// <summary>The checks of explanations, on networks and maps whose grade is known.</summary>
public sealed class ChecksTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Sequential model = SmallNetwork.WithReLU();
    private readonly Sequential plane = SmallNetwork.OnePlane(3, 12, 12);
    private readonly Tensor images = SmallNetwork.Images();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void RankCorrelationIsSpearmans()
    {
        double Of(float[] a, float[] b) => RankCorrelation.Of(tensor(a), tensor(b));
        Assert.Equal(1, Of([1, 2, 3, 40], [0, 5, 6, 7]), 1e-12);
        Assert.Equal(-1, Of([1, 2, 3, 4], [9, 8, 2, 1]), 1e-12);
        // scipy.stats.spearmanr([1, 2, 2, 3, 5, 4], [3, 1, 1, 2, 8, 8])
        Assert.Equal(0.6269355057278586, Of([1, 2, 2, 3, 5, 4], [3, 1, 1, 2, 8, 8]), 1e-12);
        Assert.Equal(0, Of([1, 1, 1], [1, 2, 3]));
        Assert.Contains("[2]", Assert.Throws<ArgumentException>(() => Of([1, 2, 3], [1, 2])).Message);
    }

    [Fact]
    public void ForgettingChangesTheMapAndIsUndone()
    {
        var before = SmallNetwork.Values(model.call(images));
        var results = Randomisation.Parameters(Saliency.Explain, model, images, 1, stages: 3);
        Assert.Equal(["7", "3", "0"], results.Select(r => r.Layer));
        Assert.InRange(results[^1].Correlation, -0.5, 0.8);
        Assert.Equal(before, SmallNetwork.Values(model.call(images)));
        Assert.All(Randomisation.Parameters((_, x, _) => Baselines.Edges(x), model, images, 1), r => Assert.Equal(1, r.Correlation, 1e-9));
    }

    [Fact]
    public void WeightsComeBackAfterAnError()
    {
        var before = SmallNetwork.Values(model.call(images));
        var calls = 0;
        Tensor Explain(nn.Module<Tensor, Tensor> m, Tensor x, long t) => calls++ == 0 ? Saliency.Explain(m, x, t) : throw new NotSupportedException();
        Assert.Throws<NotSupportedException>(() => Randomisation.Parameters(Explain, model, images, 1));
        Assert.Equal(before, SmallNetwork.Values(model.call(images)));
    }

    [Fact]
    public void NetworkOfShuffledLabelsIsCompared()
    {
        var other = SmallNetwork.WithReLU();
        Assert.Equal(1, Randomisation.Labels(Saliency.Explain, model, other, images, 1), 1e-9);
        using (no_grad()) foreach (var weight in other.parameters()) weight.copy_(randn_like(weight));
        Assert.InRange(Randomisation.Labels(Saliency.Explain, model, other, images, 1), -0.6, 0.9);
        var labels = arange(50);
        var shuffled = Randomisation.ShuffledLabels(labels);
        Assert.NotEqual(labels.data<long>().ToArray(), shuffled.data<long>().ToArray());
        Assert.Equal(labels.data<long>().ToArray(), shuffled.data<long>().Order().ToArray());
    }

    [Fact]
    public void DeletionAndInsertionAreTheLoop()
    {
        var image = images.narrow(0, 0, 1);
        var map = Baselines.Random(image); // no two values are equal
        var curve = PixelCurve.Deletion(model, image, 1, map, steps: 5, fill: 0.1);
        Assert.Equal([0, 28 / 144.0, 57 / 144.0, 86 / 144.0, 115 / 144.0, 1], curve.Fractions);
        var order = SmallNetwork.Values(map).Select((value, i) => (value, i)).OrderByDescending(p => p.value).Select(p => p.i).ToArray();
        using var quiet = no_grad();
        for (var step = 0; step <= 5; step++)
        {
            var changed = image.clone();
            foreach (var pixel in order.Take(144 * step / 5))
                for (var c = 0; c < 3; c++) changed[0, c, pixel / 12, pixel % 12] = 0.1f;
            Assert.Equal(model.call(changed).softmax(1)[0, 1].item<float>(), curve.Probabilities[step], 1e-5);
        }

        var insertion = PixelCurve.Insertion(model, image, 1, map, steps: 4, blur: 5);
        Assert.Equal(model.call(image).softmax(1)[0, 1].item<float>(), insertion.Probabilities[^1], 1e-5);
        Assert.NotEqual(insertion.Probabilities[0], insertion.Probabilities[^1], 1e-5);
        Assert.Equal(0.5, new PixelCurve([0, 0.5, 1], [1, 0.5, 0]).Area, 1e-12);
        var blurred = PixelCurve.Deletion(model, image, 1, -map, steps: 4, blur: 5); // the other way round: the insertion backwards
        Assert.Equal(insertion.Probabilities.Reverse(), blurred.Probabilities, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void RightOrderOfPixelsDeletesFasterThanTheReverse()
    {
        var image = images.narrow(0, 0, 1);
        var worth = InputXGradient.Explain(plane, image, 1).sum(1, keepdim: true);
        Assert.True(PixelCurve.Deletion(plane, image, 1, worth).Area < PixelCurve.Deletion(plane, image, 1, Baselines.Random(image)).Area);
        Assert.True(PixelCurve.Deletion(plane, image, 1, Baselines.Random(image)).Area < PixelCurve.Deletion(plane, image, 1, -worth).Area);
    }

    [Fact]
    public void GradientForeseesAPlaneAndNoiseDoesNot()
    {
        Assert.InRange(Faithfulness.Infidelity(plane, images, 1, Gradients.OfInput(plane, images, 1)), -1e-6, 1e-4);
        Assert.InRange(Faithfulness.Infidelity(plane, images, 1, Gradients.OfInput(plane, images, 1) * 7), -1e-6, 1e-4); // any unit
        Assert.InRange(Faithfulness.Infidelity(plane, images, 1, Baselines.Random(images) - 0.5), 0.8, 1);
    }

    [Fact]
    public void MaxSensitivityIsTheFarthestJump()
    {
        Assert.Equal(0, Faithfulness.MaxSensitivity(Gradients.OfInput, plane, images, 1), 1e-6);
        // An explanation that IS the image jumps at most by the radius a pixel.
        var jump = Faithfulness.MaxSensitivity((_, x, _) => x.clone(), plane, images, 1, radius: 0.1);
        var most = 0.1 * Math.Sqrt(images.numel()) / images.norm().ToDouble();
        Assert.InRange(jump, 0.5 * most, most);
    }

    [Fact]
    public void EdgesAreSobels()
    {
        var step = zeros(1, 3, 6, 6);
        step.narrow(3, 3, 3).fill_(1);
        var edges = SmallNetwork.Values(Baselines.Edges(step)[0, 0, 2]);
        Assert.Equal([0, 0, 4, 4, 0, 0], edges);
        Assert.Equal([0, 0, 4, 4, 0, 0], SmallNetwork.Values(Baselines.Edges(step.transpose(2, 3))[0, 0].select(1, 5)));
    }
}
