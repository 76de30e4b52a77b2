using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>
/// Residual networks: He, Zhang, Ren, Sun, "Deep Residual Learning for Image Recognition", 2015. Each block learns a correction
/// to its input instead of a new picture of it, which made networks of 152 layers trainable. Input 224x224.
/// </summary>
internal abstract class ResNet : TransferNetwork
{
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly ReLU relu;
    private readonly MaxPool2d maxpool;
    private readonly Sequential layer1, layer2, layer3, layer4;
    private readonly AdaptiveAvgPool2d avgpool;
    private Linear fc;
    private long channels = 64; // of the picture that the next block will see

    protected ResNet(string name, bool bottleneck, int[] depths, int classes) : base(name)
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
        InitialWeights.He(this);
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

internal sealed class ResNet18(int classes = 1000) : ResNet("resnet18", bottleneck: false, [2, 2, 2, 2], classes);

internal sealed class ResNet34(int classes = 1000) : ResNet("resnet34", bottleneck: false, [3, 4, 6, 3], classes);

internal sealed class ResNet50(int classes = 1000) : ResNet("resnet50", bottleneck: true, [3, 4, 6, 3], classes);

internal sealed class ResNet101(int classes = 1000) : ResNet("resnet101", bottleneck: true, [3, 4, 23, 3], classes);

internal sealed class ResNet152(int classes = 1000) : ResNet("resnet152", bottleneck: true, [3, 8, 36, 3], classes);

/// <summary>
/// The residual block of ResNet-50 and deeper: a 1x1 convolution narrows to a quarter, the costly 3x3 one works on the few
/// channels, a 1x1 one widens again. The stride sits in the 3x3 convolution, as torchvision has it ("v1.5"); the paper has it in
/// the first.
/// </summary>
internal sealed class Bottleneck : Module<Tensor, Tensor>
{
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d bn2;
    private readonly Conv2d conv3;
    private readonly BatchNorm2d bn3;
    private readonly ReLU relu; // a layer, so that hooks can see it
    private readonly Sequential? downsample;

    public Bottleneck(long channels, long width, long stride) : base(nameof(Bottleneck))
    {
        conv1 = Conv2d(channels, width, 1, bias: false);
        bn1 = BatchNorm2d(width);
        conv2 = Conv2d(width, width, 3, stride, padding: 1, bias: false);
        bn2 = BatchNorm2d(width);
        conv3 = Conv2d(width, 4 * width, 1, bias: false);
        bn3 = BatchNorm2d(4 * width);
        relu = ReLU(inplace: true);
        downsample = BasicBlock.Shortcut(channels, 4 * width, stride);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var y = relu.call(bn1.call(conv1.call(x)));
        y = relu.call(bn2.call(conv2.call(y)));
        y = bn3.call(conv3.call(y));
        return relu.call(y.add_(downsample?.call(x) ?? x)).MoveToOuterDisposeScope();
    }
}
