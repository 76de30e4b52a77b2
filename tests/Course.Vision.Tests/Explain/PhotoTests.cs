using SkiaSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests.Explain;

/// <summary>SqueezeNet 1.1, trained on ImageNet, looks at photos: its explanations point at the animal, a forgetful network's don't.</summary>
public sealed class PhotoTests : IDisposable
{
    private const string Layer = "features.12"; // the last Fire block
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly SqueezeNet11 model = new();

    public PhotoTests()
    {
        WeightFile.Load(Repository.Data("weights", "squeezenet1_1_fp32_zip.pth")).Into(model);
        model.eval();
    }

    // Boxes around the animals, drawn by hand; left, top, right, bottom as parts of the width and height.
    public static TheoryData<string, long, double[][]> Animals => new()
    {
        { "zebra.jpg", 340, [[0.10, 0.27, 0.70, 0.87], [0.32, 0.25, 0.95, 0.60]] },
        { "parrot.jpg", 88, [[0.19, 0.11, 0.92, 0.81]] },
        { "bird.bmp", 19, [[0.06, 0.22, 0.70, 0.78]] },
        { "cat.bmp", 285, [[0.09, 0.10, 0.71, 1.00]] },
    };

    public void Dispose()
    {
        model.Dispose();
        scope.Dispose();
    }

    [Theory, MemberData(nameof(Animals))]
    public void GradCamsHottestRegionLiesOnTheAnimal(string photo, long target, double[][] boxes)
    {
        var image = Photo(photo);
        var map = Maps.ToSizeOf(GradCam.Explain(model, image, target, Layer), image)[0, 0];
        var hot = map.ge(map.max() * 0.8);
        var onAnimal = zeros_like(hot);
        foreach (var box in boxes)
        {
            var (left, top, right, bottom) = ((int)(box[0] * 224), (int)(box[1] * 224), (int)(box[2] * 224), (int)(box[3] * 224));
            onAnimal.narrow(0, top, bottom - top).narrow(1, left, right - left).fill_(true);
        }

        var inside = hot.logical_and(onAnimal).sum().ToDouble() / hot.sum().ToDouble();
        Assert.True(inside >= 0.95, $"only {inside:P0} of the hottest region lies on the animal");
        Assert.True(onAnimal.to(ScalarType.Float32).mean().item<float>() < 0.6, "a box that is the whole image shows nothing");
    }

    [Theory, MemberData(nameof(Animals))]
    public void ForgetfulNetworkDisagrees(string photo, long target, double[][] boxes)
    {
        Assert.NotEmpty(boxes);
        Tensor Cam(nn.Module<Tensor, Tensor> m, Tensor x, long t) => Maps.ToSizeOf(GradCam.Explain(m, x, t, Layer), x);
        var forgotten = Randomisation.Parameters(Cam, model, Photo(photo), target, stages: 1)[0].Correlation;
        Assert.True(forgotten < 0.2, $"rank correlation {forgotten:F3}");
    }

    [Fact]
    public void GuidedBackpropagationSeesEveryReLU()
    {
        var runs = 0;
        using var hooks = new Hooks();
        foreach (var layer in model.modules().OfType<TorchSharp.Modules.ReLU>()) hooks.Add(layer, output => { runs++; return output; });
        Assert.Equal([1, 3, 224, 224], GuidedBackpropagation.Explain(model, Photo("cat.bmp"), 285).shape);
        Assert.Equal(1 + 8 * 3 + 1, runs); // the first, three a Fire block, the head's
    }

    [Theory, MemberData(nameof(Animals))]
    public void IntegratedGradientsAddUpWithinOnePerCent(string photo, long target, double[][] boxes)
    {
        Assert.NotEmpty(boxes);
        var image = Photo(photo);
        var attributions = IntegratedGradients.Explain(model, image, target);
        Assert.InRange(IntegratedGradients.CompletenessError(model, image, target, attributions)[0], 0, 0.01);
    }

    private static Tensor Photo(string name)
    {
        using var decoded = SKBitmap.Decode(Repository.Data("photos", name));
        using var resized = decoded.Resize(new SKImageInfo(224, 224, SKColorType.Rgba8888), new SKSamplingOptions(SKCubicResampler.Mitchell));
        using var bytes = tensor(resized.Bytes).reshape(224, 224, 4);
        using var pixels = bytes.narrow(2, 0, 3).permute(2, 0, 1).contiguous();
        var prepare = Transforms.Compose(Transforms.ToTensor(), Transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]));
        using var image = prepare.Apply(pixels, new Random(0));
        return image.unsqueeze(0);
    }
}
