using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

/// <summary>The same weights and the same input as in PyTorch give the same outputs, layer by layer.</summary>
public class GoldenNetworkTests
{
    [Theory]
    [InlineData("resnet18"), InlineData("resnet50"), InlineData("vgg16"), InlineData("vgg19"), InlineData("mobilenet_v2")]
    [InlineData("inception_v3-aux-transform_input"), InlineData("xception")]
    public void FormulaWeightsGiveTheReferenceOutputs(string name)
    {
        var golden = name is "xception" ? Repository.Fixture(name + ".json") : Repository.GoldenJson(name + ".json");
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var network = Make(name);
        CheckKeys(golden, network);
        Formula.Fill(network, golden.GetProperty("gain").GetDouble());
        network.eval();

        var taps = new Dictionary<string, Tensor>();
        foreach (var (child, module) in network.named_children())
            if (module is nn.Module<Tensor, Tensor> layer)
                layer.register_forward_hook((_, _, output) => { taps[child] = output.clone().DetachFromDisposeScope(); return output; });
        var size = golden.GetProperty("input_shape").EnumerateArray().Select(v => v.GetInt64()).ToArray();
        var logits = network.call(Formula.Input(size[0], size[1], size[2], size[3]));

        Summary.Check(golden.GetProperty("logits_row0"), logits[0], "logits, row 0");
        Summary.Check(golden.GetProperty("logits_row1"), logits[1], "logits, row 1");
        var expected = golden.GetProperty("logits_row0_all").EnumerateArray().Select(v => v.GetSingle()).ToArray();
        Summary.Close(expected, logits[0].data<float>().ToArray(), "all logits of row 0");
        foreach (var tap in golden.GetProperty("taps").EnumerateObject())
        {
            Assert.True(taps.ContainsKey(tap.Name), $"{tap.Name} was never called");
            Summary.Check(tap.Value, taps[tap.Name], tap.Name);
            taps[tap.Name].Dispose();
        }
    }

    private static TransferNetwork Make(string name) => name switch
    {
        "resnet18" => new ResNet18(),
        "resnet50" => new ResNet50(),
        "vgg16" => new Vgg16(),
        "vgg19" => new Vgg19(),
        "mobilenet_v2" => new MobileNetV2(),
        "xception" => new Xception(),
        _ => new InceptionV3(),
    };

    private static void CheckKeys(JsonElement golden, TransferNetwork network)
    {
        var expected = golden.GetProperty("state_dict").EnumerateArray().Select(e => $"{e[0]} {e[1].GetRawText()}");
        var actual = StateDict.Of(network).Select(e => $"{e.Key} [{string.Join(",", e.Value.shape)}]");
        Assert.Equal(expected.Select(line => line.Replace(" ", "").Replace("\n", "")), actual.Select(line => line.Replace(" ", "")));
        Assert.Equal(golden.GetProperty("parameters").GetInt64(), network.parameters().Sum(p => p.numel()));
    }
}
