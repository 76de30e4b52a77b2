using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>
/// Residual networks: He, Zhang, Ren, Sun, "Deep Residual Learning for Image Recognition", 2015. Each block learns a correction to its
/// input instead of a new picture of it, which made networks of 152 layers trainable. Input 224x224.
/// </summary>
public abstract class ResNet : TransferNetwork
{
    private protected readonly Conv2d conv1;
    private protected readonly BatchNorm2d bn1;
    private protected readonly ReLU relu;
    private protected readonly MaxPool2d maxpool;
    private protected readonly Sequential layer1, layer2, layer3, layer4;
    private protected readonly AdaptiveAvgPool2d avgpool;
    private protected Linear fc;
    private long channels = 64; // of the picture that the next block will see

    private protected ResNet(string name, bool bottleneck, int[] depths, int classes) : base(name)
    {
        conv1 = Conv2d(3, 64, 7, stride: 2, padding: 3, bias: false);
        bn1 = BatchNorm2d(64);
        relu = ReLU(inplace: true);
        maxpool = MaxPool2d(3, stride: 2, padding: 1);
        layer1 = Layer(64, depths[0], stride: 1, bottleneck);
        layer2 = Layer(128, depths[1], stride: 2, bottleneck);
        layer3 = Layer(256, depths[2], stride: 2, bottleneck);
        layer4 = Layer(512, depths[3], stride: 2, bottleneck);
        avgpool = AdaptiveAvgPool2d(1);
        fc = Linear(channels, classes);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override string HeadKey => "fc";

    /// <inheritdoc/>
    public override Tensor ExtractFeatures(Tensor images)
    {
        using var scope = NewDisposeScope();
        var x = maxpool.call(relu.call(bn1.call(conv1.call(images)))); // [N, 64, H/4, W/4]
        x = layer2.call(layer1.call(x));                                             // [N, 128 or 512, H/8, W/8]
        x = layer4.call(layer3.call(x));                                             // [N, 512 or 2048, H/32, W/32]
        return avgpool.call(x).flatten(1).MoveToOuterDisposeScope();                 // [N, 512 or 2048]
    }

    /// <summary>One score a class. // [N, 3, H, W] to [N, classes]</summary>
    public override Tensor forward(Tensor input)
    {
        using var features = ExtractFeatures(input);
        return fc.call(features);
    }

    private Sequential Layer(long width, int depth, long stride, bool bottleneck)
    {
        var blocks = new List<Module<Tensor, Tensor>>();
        for (var i = 0; i < depth; i++)
        {
            var step = i == 0 ? stride : 1; // the first block halves the picture
            blocks.Add(bottleneck ? new Bottleneck(channels, width, step) : new BasicBlock(channels, width, step));
            channels = bottleneck ? 4 * width : width;
        }

        return Sequential(blocks);
    }

    private protected override void SetHead(Module<Tensor, Tensor> head) => Replace(this, HeadKey, fc = (Linear)head);
}

/// <summary>ResNet with 18 layers: basic blocks.</summary>
/// <param name="classes">How many classes the head tells apart.</param>
public sealed class ResNet18(int classes = 1000) : ResNet("resnet18", false, [2, 2, 2, 2], classes);

/// <summary>ResNet with 34 layers: basic blocks.</summary>
/// <param name="classes">How many classes the head tells apart.</param>
public sealed class ResNet34(int classes = 1000) : ResNet("resnet34", false, [3, 4, 6, 3], classes);

/// <summary>ResNet with 50 layers: bottlenecks.</summary>
/// <param name="classes">How many classes the head tells apart.</param>
public sealed class ResNet50(int classes = 1000) : ResNet("resnet50", true, [3, 4, 6, 3], classes);

/// <summary>ResNet with 101 layers: bottlenecks.</summary>
/// <param name="classes">How many classes the head tells apart.</param>
public sealed class ResNet101(int classes = 1000) : ResNet("resnet101", true, [3, 4, 23, 3], classes);

/// <summary>ResNet with 152 layers: bottlenecks.</summary>
/// <param name="classes">How many classes the head tells apart.</param>
public sealed class ResNet152(int classes = 1000) : ResNet("resnet152", true, [3, 8, 36, 3], classes);
