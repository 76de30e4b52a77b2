using System.Text.Json;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision.Tests.Explain;

/// <summary>Networks small enough for slow references; the twin of tests/Fixtures/Explain/reference.py.</summary>
internal static class SmallNetwork
{
    /// <summary>The layers 0 (convolution), 1 (in-place ReLU), 2 (pooling), 3 (convolution), 4 (in-place ReLU), 5, 6, 7 (head).</summary>
    public static Sequential WithReLU() => Filled(ReLU(inplace: true), ReLU(inplace: true));

    /// <summary>No kink anywhere: gradients don't jump, so figures can be compared closely.</summary>
    public static Sequential Smooth() => Filled(Tanh(), Tanh());

    /// <summary>Score of class c: a fixed weight a pixel, added up. Everything about it is known exactly.</summary>
    public static Sequential OnePlane(params long[] imageShape)
    {
        var model = Sequential(Flatten(), Linear(imageShape.Aggregate(1L, (a, b) => a * b), 3));
        Formula.Fill(model);
        model.eval();
        return model;
    }

    public static Tensor Images(int count = 2) => Formula.Input(count, 3, 12, 12);

    public static void CheckFixture(string name, Tensor actual)
    {
        var file = Repository.Path("tests/Fixtures/Explain/reference.json");
        var expected = JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty(name);
        Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(v => v.GetInt64()), actual.shape);
        Summary.Close([.. expected.GetProperty("values").EnumerateArray().Select(v => v.GetSingle())], Values(actual), name);
    }

    public static float[] Values(Tensor tensor) => [.. tensor.detach().cpu().to(ScalarType.Float32).contiguous().data<float>()];

    private static Sequential Filled(Module<Tensor, Tensor> first, Module<Tensor, Tensor> second)
    {
        var model = Sequential(
            Conv2d(3, 4, 3), first, AvgPool2d(2), Conv2d(4, 6, 3), second, AdaptiveAvgPool2d(1), Flatten(), Linear(6, 3));
        Formula.Fill(model);
        model.eval();
        return model;
    }
}
