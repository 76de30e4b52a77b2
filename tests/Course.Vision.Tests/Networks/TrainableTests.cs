using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

public sealed class TrainableTests
{
    [Fact]
    public void FrozenBodyLeavesTheHead()
    {
        using var network = new KitNet(2);
        network.FreezeBody();
        Assert.Equal(["fc.weight [2, 160]", "fc.bias [2]"], Trainable.List(network));
        Assert.Equal((322, network.parameters().Sum(parameter => parameter.numel())), Trainable.Count(network));
    }

    [Fact]
    public void LayersThawStepByStepWithTheirBatchNorms()
    {
        using var network = new KitNet(2);
        network.train();
        network.FreezeBody();
        Trainable.Unfreeze(network, "layer3");
        Assert.All(Trainable.List(network), name => Assert.Matches("^(layer3|fc)\\.", name));
        var norms = network.named_modules().Where(entry => entry.module is BatchNorm2d).ToList();
        Assert.All(norms, entry => Assert.Equal(entry.name.StartsWith("layer3.", StringComparison.Ordinal), entry.module.training));
        Trainable.Unfreeze(network);
        Assert.Equal(network.parameters().Count(), Trainable.List(network).Count);
        Assert.All(norms, entry => Assert.True(entry.module.training));
    }

    [Fact]
    public void LayerThatIsNotThereIsRefusedAndNothingThaws()
    {
        using var network = new KitNet(2);
        network.FreezeBody();
        var error = Assert.Throws<ArgumentException>(() => Trainable.Unfreeze(network, "layer3", "layer9"));
        Assert.Contains("layer1, layer2, layer3", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, Trainable.List(network).Count);
    }

    [Fact]
    public void EachGroupStepsAtItsOwnRate()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var network = new KitNet(2);
        network.FreezeBody();
        Trainable.Unfreeze(network, "layer3");
        var before = network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());
        using var optimizer = new FusedAdam(Trainable.Groups(network, head: 1e-2, body: 1e-4));
        nn.functional.cross_entropy(network.call(rand(4, 3, 32, 32)), tensor([0L, 1, 0, 1])).backward();
        optimizer.step();
        // Adam's first step is its learning rate, whatever the gradient.
        Assert.Equal(1e-2, Moved("fc.weight"), 1e-4);
        Assert.Equal(1e-4, Moved("layer3.0.conv2.weight"), 1e-6);
        Assert.Equal(0, Moved("layer2.0.conv2.weight"));

        double Moved(string key) => (network.state_dict()[key].detach() - before[key]).abs().max().ToDouble();
    }
}
