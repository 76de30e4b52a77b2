using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>
/// SqueezeNet: Iandola et al., "AlexNet-level accuracy with 50x fewer parameters", 2016. Fire blocks and no linear layer at all: the head
/// is a 1x1 convolution, averaged over the picture. Five megabytes of weights. Input 224x224.
/// </summary>
public abstract class SqueezeNet : TransferNetwork
{
    private protected readonly Sequential features;
    private protected Sequential classifier;

    private protected SqueezeNet(string name, Sequential body, int classes) : base(name)
    {
        features = body;
        classifier = Sequential(Dropout(), Conv2d(512, classes, 1), ReLU(inplace: true), AdaptiveAvgPool2d(1));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override string HeadKey => "classifier.1";

    /// <inheritdoc/>
    /// <remarks>Averaged over the picture; the network's own head reads them before the average, place by place.</remarks>
    public override Tensor ExtractFeatures(Tensor images)
    {
        using var scope = NewDisposeScope();
        return features.call(images).mean([2, 3]).MoveToOuterDisposeScope(); // [N, 512]
    }

    /// <summary>One score a class. // [N, 3, H, W] to [N, classes]</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return classifier.call(features.call(input)).flatten(1).MoveToOuterDisposeScope();
    }

    private protected static MaxPool2d Pool() => MaxPool2d(3, stride: 2, ceil_mode: true);

    private protected override Module<Tensor, Tensor> NewHead(int classes) => Conv2d(512, classes, 1);

    private protected override void SetHead(Module<Tensor, Tensor> head)
    {
        classifier = Sequential(Dropout(), head, ReLU(inplace: true), AdaptiveAvgPool2d(1));
        classifier.train(training);
        Replace(this, "classifier", classifier);
    }
}

/// <summary>SqueezeNet as in the paper.</summary>
/// <param name="classes">How many classes the head tells apart.</param>
public sealed class SqueezeNet10(int classes = 1000) : SqueezeNet("squeezenet1_0", Sequential(
    Conv2d(3, 96, 7, stride: 2), ReLU(inplace: true), Pool(),
    new Fire(96, 16, 64), new Fire(128, 16, 64), new Fire(128, 32, 128), Pool(),
    new Fire(256, 32, 128), new Fire(256, 48, 192), new Fire(384, 48, 192), new Fire(384, 64, 256), Pool(),
    new Fire(512, 64, 256)), classes)
{
    /// <inheritdoc/>
    protected internal override SqueezeNet10 Another() => new(Classes);
}

/// <summary>The authors' second version: pools earlier, so 2.4 times less arithmetic for the same accuracy. The kit's small default.</summary>
/// <param name="classes">How many classes the head tells apart.</param>
public sealed class SqueezeNet11(int classes = 1000) : SqueezeNet("squeezenet1_1", Sequential(
    Conv2d(3, 64, 3, stride: 2), ReLU(inplace: true), Pool(),
    new Fire(64, 16, 64), new Fire(128, 16, 64), Pool(),
    new Fire(128, 32, 128), new Fire(256, 32, 128), Pool(),
    new Fire(256, 48, 192), new Fire(384, 48, 192), new Fire(384, 64, 256), new Fire(512, 64, 256)), classes);
