using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

public sealed class BlockTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void ResidualBlockIsNarrowInTheMiddleAndAddsItsInput()
    {
        var picture = Plot.Block("Residual", Part("resnet50", "layer1.1"), ["conv1", "conv2", "conv3"], []);
        Assert.Equal("Drawing of a block. Residual. Input: 256 channels. Path 1: conv1, 1×1 conv, 256 to 64 channels → conv2, 3×3 conv, " +
            "64 to 64 channels → conv3, 1×1 conv, 64 to 256 channels. Path 2: the input itself. + added: 256 channels.", picture.AlternativeText);
        Assert.Equal([256, 64, 64, 256, 256], Bands(picture).Select(band => band.Channels));
        Assert.True(Bands(picture)[1].Width < Bands(picture)[0].Width / 2);
    }

    [Fact]
    public void InvertedResidualIsWideInTheMiddle()
    {
        var picture = Plot.Block("Inverted", Part("mobilenet_v2", "features.3"), ["conv.0", "conv.1", "conv.2"], []);
        Assert.Equal([24, 144, 144, 24, 24], Bands(picture).Select(band => band.Channels));
        Assert.Contains("conv.1, 3×3 depthwise, 144 to 144 channels", picture.AlternativeText);
    }

    [Fact]
    public void InceptionPutsItsPathsSideBySide()
    {
        var picture = Plot.Block("Inception", Part("inception_v3", "Mixed_5b"), ["branch1x1"], ["branch5x5_1", "branch5x5_2"],
            ["branch3x3dbl_1", "branch3x3dbl_2", "branch3x3dbl_3"], ["branch_pool"]);
        Assert.EndsWith("concatenated: 256 channels.", picture.AlternativeText);
    }

    [Fact]
    public void HalvingBlockShowsItsStride()
    {
        var picture = Plot.Block("Halving", Part("resnet50", "layer2.0"), ["conv1", "conv2", "conv3"], ["downsample.0"]);
        Assert.Contains("conv2, 3×3 conv /2, 128 to 128 channels", picture.AlternativeText);
    }

    [Fact]
    public void PathsThatDoNotFitAreNamed()
    {
        var block = Part("resnet50", "layer1.1");
        Assert.Contains("found conv3 for 64", Assert.Throws<ArgumentException>(() => Plot.Block("", block, ["conv1", "conv2"], ["conv3"])).Message);
        Assert.Contains("ends of 64, 256 channels", Assert.Throws<ArgumentException>(() => Plot.Block("", block, ["conv1", "conv2"], [])).Message);
        Assert.Contains("no layer 'conv9'", Assert.Throws<ArgumentException>(() => Plot.Block("", block, ["conv9"])).Message);
        Assert.Contains("Expected a convolution in bn1", Assert.Throws<ArgumentException>(() => Plot.Block("", block, ["bn1"])).Message);
        Assert.Contains("begins with a convolution", Assert.Throws<ArgumentException>(() => Plot.Block("", block, [])).Message);
    }

    private static nn.Module<Tensor, Tensor> Part(string network, string block) => Layers.Find(NetworkSheet.Of(network).Make(2), block);

    /// <summary>The grey bands from top to bottom, path by path, each with the number on it.</summary>
    private static List<(int Channels, double Width)> Bands(Picture picture)
    {
        var elements = picture.Svg().Elements().ToList();
        return [.. elements.Zip(elements.Skip(1)).Where(pair => (string?)pair.First.Attribute("fill") == "#dcdcdc")
            .Select(pair => (int.Parse(pair.Second.Value), (double)pair.First.Attribute("width")!))];
    }
}
