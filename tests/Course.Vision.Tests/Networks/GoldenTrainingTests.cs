using System.Text.Json.Nodes;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

/// <summary>Five Adam steps, against PyTorch's numbers from the same weights and images.</summary>
public class GoldenTrainingTests
{
    public static TheoryData<string, bool> Networks => new() { { "FashionDNN", true }, { "FashionDNN", false }, { "FashionCNN", true }, { "FashionCNN", false } };

    [Theory]
    [MemberData(nameof(Networks))]
    public void FiveStepsGoWherePyTorchGoes(string name, bool fused)
    {
        var golden = JsonNode.Parse(File.ReadAllText(Repository.Golden($"{name}-train.json")))!;
        using var scope = NewDisposeScope();
        using var network = LessonNetworks.Make(name);
        var keys = golden["state_dict"]!.AsArray().Select(entry => (string)entry![0]!).ToList();
        Assert.Equal(keys, StateDict.Of(network).Select(entry => entry.Key));
        Assert.Equal(keys.Order(), network.state_dict().Keys.Order());
        Formula.Fill(network);
        var images = ChannelsLast.Of(Formula.Input(20, 1, 28, 28)); // as batches are
        var labels = arange(20, dtype: ScalarType.Int64).remainder(10);
        network.train();
        network.named_children().First(child => child.name == "drop").module.eval();
        AssertLike(golden["logits_before"]!, network.call(images), "logits before");
        Formula.Fill(network);                      // that pass has moved the running statistics

        var optimizer = fused ? new FusedAdam(network.parameters()) : optim.Adam(network.parameters());
        var loss = nn.CrossEntropyLoss();
        foreach (var expected in golden["losses"]!.AsArray())
        {
            optimizer.zero_grad();
            var found = loss.call(network.call(images), labels);
            found.backward();
            optimizer.step();
            AssertNear((double)expected!, found.ToDouble(), 1, 1e-4, "loss");
        }
        network.eval();
        AssertLike(golden["logits_after_eval_mode"]!, network.call(images), "logits after", name == "FashionCNN" ? 3e-3 : 1e-4);
        foreach (var (key, expected) in golden["state_after"]!.AsObject())
            AssertLike(expected!, network.state_dict()[key], key, Tolerance(key));
    }

    /// <summary>
    /// Batch normalisation removes any constant that the convolution before it adds, so that bias has a true gradient of zero. Adam
    /// divides the rounding noise by its own size: the bias wanders up to lr a step, and the running mean follows. PyTorch 1.13 run
    /// again differs from its own golden values by 0.8, 6e-3 and 1e-3 there (biases, means, logits after); in float64 by as much.
    /// </summary>
    private static double Tolerance(string key) => key switch
    {
        "layer1.0.bias" or "layer2.0.bias" => 2,
        "layer1.1.running_mean" or "layer2.1.running_mean" => 2e-2,
        _ => 1e-4,
    };

    private static void AssertLike(JsonNode expected, Tensor found, string what, double tolerance = 1e-4)
    {
        Assert.Equal(expected["shape"]!.AsArray().Select(size => (long)size!), found.shape);
        var scale = (double)expected["std"]!;
        var values = found.detach().contiguous().flatten();
        foreach (var (value, i) in expected["first10"]!.AsArray().Select((value, i) => ((double)value!, i)))
            AssertNear(value, values[i].ToDouble(), scale, tolerance, $"{what}[{i}]");
        AssertNear((double)expected["mean"]!, values.mean().ToDouble(), scale, tolerance, $"mean of {what}");
        AssertNear((double)expected["std"]!, values.std(unbiased: false).ToDouble(), scale, tolerance, $"std of {what}");
        AssertNear((double)expected["min"]!, values.min().ToDouble(), scale, tolerance, $"min of {what}");
        AssertNear((double)expected["max"]!, values.max().ToDouble(), scale, tolerance, $"max of {what}");
    }

    /// <summary>Relative to the value, or to the spread of the tensor it stands in.</summary>
    private static void AssertNear(double expected, double found, double scale, double tolerance, string what)
    {
        var off = Math.Abs(found - expected) / Math.Max(Math.Abs(expected), scale);
        Assert.True(off < tolerance, $"{what}: expected {expected}, found {found}, off by {off:E1}.");
    }
}
