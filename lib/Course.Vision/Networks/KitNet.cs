using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>
/// The kit's own small residual network, for lessons without a network connection: three layers of basic blocks, 0.6 million
/// parameters. Its shipped weights were learned on the kit's drawn source task (<see cref="DrawnPhotos.SourceClasses"/>), not on
/// ImageNet. Input 64x64 or larger, normalised with ImageNet's means and deviations; the last feature maps are an eighth as high
/// and wide.
/// </summary>
public sealed class KitNet : TransferNetwork
{
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly ReLU relu;
    private readonly Sequential layer1, layer2, layer3;
    private readonly AdaptiveAvgPool2d avgpool;
    private Linear fc;

    /// <summary>A network with random weights.</summary>
    /// <param name="classes">How many classes the head tells apart.</param>
    public KitNet(int classes) : base("kitnet")
    {
        conv1 = Conv2d(3, 24, 5, stride: 2, padding: 2, bias: false);
        bn1 = BatchNorm2d(24);
        relu = ReLU(inplace: true);
        layer1 = Sequential(new BasicBlock(24, 48, 2));
        layer2 = Sequential(new BasicBlock(48, 96, 2));
        layer3 = Sequential(new BasicBlock(96, 160, 1));
        avgpool = AdaptiveAvgPool2d(1);
        fc = Linear(160, classes);
        RegisterComponents();
        InitialWeights.He(this);
    }

    /// <inheritdoc/>
    public override string HeadKey => "fc";

    /// <inheritdoc/>
    public override Tensor ExtractFeatures(Tensor images)
    {
        using var scope = NewDisposeScope();
        var x = relu.call(bn1.call(conv1.call(images)));                   // [N, 24, H/2, W/2]
        x = layer2.call(layer1.call(x));                                    // [N, 96, H/8, W/8]
        x = layer3.call(x);                                                 // [N, 160, H/8, W/8]
        return avgpool.call(x).flatten(1).MoveToOuterDisposeScope();        // [N, 160]
    }

    /// <summary>One score a class. // [N, 3, H, W] to [N, classes]</summary>
    public override Tensor forward(Tensor input)
    {
        using var features = ExtractFeatures(input);
        return fc.call(features);
    }

    private protected override void SetHead(Module<Tensor, Tensor> head) => Replace(this, HeadKey, fc = (Linear)head);
}
