using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>
/// SqueezeNet: Iandola et al., "AlexNet-level accuracy with 50x fewer parameters", 2016. Fire blocks and no linear layer at all:
/// the head is a 1x1 convolution, averaged over the picture. Version 1.1 pools earlier and so needs 2.4 times less arithmetic for
/// the same accuracy. Five megabytes of weights. Input 224x224.
/// </summary>
internal sealed class SqueezeNet11 : TransferNetwork
{
    private readonly Sequential features;
    private Sequential classifier;

    public SqueezeNet11(int classes = 1000) : base("squeezenet1_1")
    {
        features = Sequential(
            Conv2d(3, 64, 3, stride: 2), ReLU(inplace: true), Pool(),
            new Fire(64, 16, 64), new Fire(128, 16, 64), Pool(),
            new Fire(128, 32, 128), new Fire(256, 32, 128), Pool(),
            new Fire(256, 48, 192), new Fire(384, 48, 192), new Fire(384, 64, 256), new Fire(512, 64, 256));
        var head = Conv2d(512, classes, 1);
        classifier = Classifier(head);
        RegisterComponents();
        InitialWeights.Squeeze(this, head);
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

    private static MaxPool2d Pool() => MaxPool2d(3, stride: 2, ceil_mode: true);

    private static Sequential Classifier(Module<Tensor, Tensor> head) =>
        Sequential(Dropout(), head, ReLU(inplace: true), AdaptiveAvgPool2d(1));

    private protected override Module<Tensor, Tensor> NewHead(int classes) => Conv2d(512, classes, 1);

    private protected override void SetHead(Module<Tensor, Tensor> head)
    {
        classifier = Classifier(head);
        classifier.train(training);
        Replace(this, "classifier", classifier);
    }
}

/// <summary>
/// SqueezeNet's block: a 1x1 convolution squeezes to a few channels, then 1x1 and 3x3 convolutions side by side expand them. The
/// 3x3 kernels are where weights are, and they see few channels.
/// </summary>
internal sealed class Fire : Module<Tensor, Tensor>
{
    private readonly Conv2d squeeze, expand1x1, expand3x3;
    private readonly ReLU squeeze_activation, expand1x1_activation, expand3x3_activation; // layers, so that hooks can see them

    public Fire(long channels, long squeezed, long expanded) : base(nameof(Fire))
    {
        squeeze = Conv2d(channels, squeezed, 1);
        expand1x1 = Conv2d(squeezed, expanded, 1);
        expand3x3 = Conv2d(squeezed, expanded, 3, padding: 1);
        squeeze_activation = ReLU(inplace: true);
        expand1x1_activation = ReLU(inplace: true);
        expand3x3_activation = ReLU(inplace: true);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var s = squeeze_activation.call(squeeze.call(x));
        return cat([expand1x1_activation.call(expand1x1.call(s)), expand3x3_activation.call(expand3x3.call(s))], 1)
            .MoveToOuterDisposeScope(); // [N, 2 expanded, H, W]
    }
}
