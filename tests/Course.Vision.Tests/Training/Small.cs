using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

/// <summary>A data set and a network that train in milliseconds: the class is the brightest of four rows.</summary>
internal static class Small
{
    public static LabelledImages Data(int count, int seed = 1)
    {
        using var scope = NewDisposeScope();
        var generator = new Generator((ulong)seed);
        var labels = randint(4, [count], dtype: ScalarType.Int64, generator: generator);
        var images = rand([count, 1, 4, 4], generator: generator).mul_(0.5);
        images += nn.functional.one_hot(labels, 4).view(count, 1, 4, 1);
        return new(images, labels, ["first", "second", "third", "fourth"]);
    }

    public static nn.Module<Tensor, Tensor> Network()
    {
        manual_seed(1);
        return nn.Sequential(nn.Flatten(), nn.Linear(16, 8), nn.ReLU(), nn.Dropout(0.1), nn.Linear(8, 4));
    }
}
