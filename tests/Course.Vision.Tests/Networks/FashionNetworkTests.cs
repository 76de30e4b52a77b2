using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

public class FashionNetworkTests
{
    [Fact]
    public void PredictingLeavesEachPartInItsMode()
    {
        using var scope = NewDisposeScope();
        var network = new KitNet(2);
        var frozen = network.named_children().First(child => child.name == "layer1").module;
        frozen.eval();
        network.Predict(zeros(1, 3, 64, 64));
        Assert.True(network.training);
        Assert.False(frozen.training);
        Assert.All(frozen.modules(), part => Assert.False(part.training));
        Assert.True(network.named_children().First(child => child.name == "layer2").module.training);
    }

    [Fact]
    public void DropoutDropsSingleFeaturesNotWholeImages()
    {
        using var scope = NewDisposeScope();
        var network = LessonNetworks.Make("FashionCNN");
        var fc2 = (nn.Module<Tensor, Tensor>)network.named_children().First(child => child.name == "fc2").module;
        double[] dropped = []; // share of each image's 600 features
        fc2.register_forward_hook((_, input, output) =>
        {
            dropped = input.eq(0).to(ScalarType.Float64).mean([1]).data<double>().ToArray();
            return output;
        });
        network.call(rand(50, 1, 28, 28));
        Assert.All(dropped, share => Assert.InRange(share, 0.1, 0.4));
    }

    [Fact]
    public void ChannelsLastChangesTheStridesOnly()
    {
        using var scope = NewDisposeScope();
        foreach (var channels in new long[] { 1, 3 })
        {
            var images = rand(2, channels, 5, 4);
            var last = ChannelsLast.Of(images);
            Assert.Equal([20 * channels, 1, 4 * channels, channels], last.stride());
            Assert.True(images.eq(last).all().ToBoolean());
        }
    }

    [Fact]
    public void GradientsReachTheImage()
    {
        using var scope = NewDisposeScope();
        var network = LessonNetworks.Make("FashionCNN");
        network.eval();
        var image = rand(1, 1, 28, 28, requires_grad: true);
        network.call(image)[0, 3].backward();
        Assert.True(image.grad!.abs().sum().ToSingle() > 0);
    }
}
