using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>
/// MobileNetV2: Sandler, Howard, Zhu, Zhmoginov, Chen, "Inverted Residuals and Linear Bottlenecks", 2018. Depthwise convolutions
/// inside narrow residual blocks: a thirteenth of ResNet-50's arithmetic for four points less accuracy. Input 224x224.
/// </summary>
internal sealed class MobileNetV2 : TransferNetwork
{
    private readonly Sequential features;
    private Sequential classifier;

    public MobileNetV2(int classes = 1000) : base("mobilenet_v2")
    {
        var steps = new List<Module<Tensor, Tensor>> { InvertedResidual.ConvNorm(3, 32, kernel: 3, stride: 2) };
        var channels = 32L;
        foreach (var (expansion, width, depth, stride) in Stages)
            for (var i = 0; i < depth; i++, channels = width)
                steps.Add(new InvertedResidual(channels, width, i == 0 ? stride : 1, expansion));
        steps.Add(InvertedResidual.ConvNorm(channels, 1280, kernel: 1));
        features = Sequential(steps);
        classifier = Sequential(Dropout(0.2), Linear(1280, classes));
        RegisterComponents();
        InitialWeights.He(this, linear: 0.01);
    }

    /// <summary>The paper's table 2.</summary>
    private static readonly (long Expansion, long Width, int Depth, long Stride)[] Stages =
        [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)];

    /// <inheritdoc/>
    public override string HeadKey => "classifier.1";

    /// <inheritdoc/>
    public override Tensor ExtractFeatures(Tensor images)
    {
        using var scope = NewDisposeScope();
        var map = features.call(images);     // [N, 1280, H/32, W/32]
        return map.mean([2, 3]).MoveToOuterDisposeScope(); // [N, 1280]
    }

    /// <summary>One score a class. // [N, 3, H, W] to [N, classes]</summary>
    public override Tensor forward(Tensor input)
    {
        using var pooled = ExtractFeatures(input);
        return classifier.call(pooled);
    }

    private protected override void SetHead(Module<Tensor, Tensor> head) =>
        Replace(this, "classifier", classifier = WithLast(classifier, head));
}

/// <summary>
/// MobileNetV2's block: widen with a 1x1 convolution, filter each channel on its own (depthwise 3x3), narrow with a 1x1
/// convolution. A ResNet block turned inside out: the shortcut joins the narrow ends, which have no activation because ReLU would
/// lose information there.
/// </summary>
internal sealed class InvertedResidual : Module<Tensor, Tensor>
{
    private readonly Sequential conv;
    private readonly bool shortcut;

    public InvertedResidual(long channels, long width, long stride, long expansion) : base(nameof(InvertedResidual))
    {
        var wide = channels * expansion;
        var steps = new List<Module<Tensor, Tensor>>();
        if (expansion != 1)
            steps.Add(ConvNorm(channels, wide, kernel: 1));
        steps.Add(ConvNorm(wide, wide, kernel: 3, stride, groups: wide));
        steps.Add(Conv2d(wide, width, 1, bias: false));
        steps.Add(BatchNorm2d(width));
        conv = Sequential(steps);
        shortcut = channels == width && stride == 1;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => shortcut ? conv.call(x).add_(x) : conv.call(x);

    /// <summary>Convolution, batch norm and ReLU6: ReLU cut at 6, so that few bits suffice on a phone.</summary>
    internal static Sequential ConvNorm(long channels, long width, long kernel, long stride = 1, long groups = 1) => Sequential(
        Conv2d(channels, width, kernel, stride, padding: kernel / 2, groups: groups, bias: false),
        BatchNorm2d(width),
        ReLU6(inplace: true));
}
