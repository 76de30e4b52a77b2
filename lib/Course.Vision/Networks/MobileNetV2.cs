using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>
/// MobileNetV2: Sandler, Howard, Zhu, Zhmoginov, Chen, "Inverted Residuals and Linear Bottlenecks", 2018. Depthwise convolutions inside
/// narrow residual blocks: a thirteenth of ResNet-50's arithmetic for four points less accuracy. Input 224x224.
/// </summary>
public sealed class MobileNetV2 : TransferNetwork
{
    private readonly Sequential features;
    private Sequential classifier;

    /// <summary>An untrained network.</summary>
    /// <param name="classes">How many classes the head tells apart.</param>
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
