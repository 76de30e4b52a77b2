using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>
/// MobileNetV3: Howard et al., "Searching for MobileNetV3", 2019. MobileNetV2's inverted residuals, their sizes found by a search on a
/// phone, with squeeze and excitation, and hard-swish, x ReLU6(x + 3) / 6: a smooth activation without an exponential. Input 224x224.
/// </summary>
public abstract class MobileNetV3 : TransferNetwork
{
    private protected readonly Sequential features;
    private protected Sequential classifier;

    private protected MobileNetV3(string name, Stage[] stages, long hidden, int classes) : base(name)
    {
        var steps = new List<Module<Tensor, Tensor>> { ConvNorm(3, 16, kernel: 3, stride: 2, Hardswish()) };
        var channels = 16L;
        foreach (var stage in stages)
        {
            steps.Add(new MobileBlock(channels, stage));
            channels = stage.Width;
        }

        steps.Add(ConvNorm(channels, 6 * channels, kernel: 1, stride: 1, Hardswish()));
        features = Sequential(steps);
        classifier = Sequential(Linear(6 * channels, hidden), Hardswish(inplace: true), Dropout(0.2), Linear(hidden, classes));
        RegisterComponents();
    }

    /// <summary>A line of the paper's tables 1 and 2.</summary>
    internal sealed record Stage(int Kernel, long Expanded, long Width, bool Squeeze, bool Swish, long Stride);

    /// <inheritdoc/>
    public override string HeadKey => "classifier.3";

    /// <inheritdoc/>
    public override Tensor ExtractFeatures(Tensor images)
    {
        using var scope = NewDisposeScope();
        var x = features.call(images).mean([2, 3]);                                     // [N, 576 or 960]
        foreach (var step in classifier.children().SkipLast(1)) x = ((Module<Tensor, Tensor>)step).call(x);
        return x.MoveToOuterDisposeScope();                                                       // [N, 1024 or 1280]
    }

    /// <summary>One score a class. // [N, 3, H, W] to [N, classes]</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return classifier.call(features.call(input).mean([2, 3])).MoveToOuterDisposeScope();
    }

    internal static Sequential ConvNorm(long channels, long width, long kernel, long stride, Module<Tensor, Tensor>? activation, long groups = 1)
    {
        var conv = Conv2d(channels, width, kernel, stride, padding: kernel / 2, groups: groups, bias: false);
        var norm = BatchNorm2d(width, eps: 0.001, momentum: 0.01);
        return activation is null ? Sequential(conv, norm) : Sequential(conv, norm, activation);
    }

    private protected override void SetHead(Module<Tensor, Tensor> head) =>
        Replace(this, "classifier", classifier = WithLast(classifier, head));

    /// <summary>Widen, filter each channel on its own, weigh the channels, narrow; the shortcut joins the narrow ends.</summary>
    private sealed class MobileBlock : Module<Tensor, Tensor>
    {
        private readonly Sequential block;
        private readonly bool shortcut;

        public MobileBlock(long channels, Stage stage) : base("InvertedResidual")
        {
            Module<Tensor, Tensor> Activation() => stage.Swish ? Hardswish() : ReLU(inplace: true);
            var steps = new List<Module<Tensor, Tensor>>();
            if (stage.Expanded != channels) steps.Add(ConvNorm(channels, stage.Expanded, kernel: 1, stride: 1, Activation()));
            steps.Add(ConvNorm(stage.Expanded, stage.Expanded, stage.Kernel, stage.Stride, Activation(), groups: stage.Expanded));
            if (stage.Squeeze) steps.Add(new SqueezeExcitation(stage.Expanded, Eighths(stage.Expanded / 4)));
            steps.Add(ConvNorm(stage.Expanded, stage.Width, kernel: 1, stride: 1, null));
            block = Sequential(steps);
            shortcut = stage.Stride == 1 && channels == stage.Width;
            RegisterComponents();
        }

        public override Tensor forward(Tensor x) => shortcut ? block.call(x).add_(x) : block.call(x);

        /// <summary>The nearest multiple of eight, at least eight and no tenth less than asked for: hardware likes it.</summary>
        private static long Eighths(long width)
        {
            var near = Math.Max(8, (width + 4) / 8 * 8);
            return near < 0.9 * width ? near + 8 : near;
        }
    }
}

/// <summary>MobileNetV3 for phones with some power to spare.</summary>
/// <param name="classes">How many classes the head tells apart.</param>
public sealed class MobileNetV3Large(int classes = 1000) : MobileNetV3("mobilenet_v3_large",
[
    new(3, 16, 16, false, false, 1), new(3, 64, 24, false, false, 2), new(3, 72, 24, false, false, 1), new(5, 72, 40, true, false, 2),
    new(5, 120, 40, true, false, 1), new(5, 120, 40, true, false, 1), new(3, 240, 80, false, true, 2), new(3, 200, 80, false, true, 1),
    new(3, 184, 80, false, true, 1), new(3, 184, 80, false, true, 1), new(3, 480, 112, true, true, 1), new(3, 672, 112, true, true, 1),
    new(5, 672, 160, true, true, 2), new(5, 960, 160, true, true, 1), new(5, 960, 160, true, true, 1),
], hidden: 1280, classes);

/// <summary>MobileNetV3 for the least arithmetic.</summary>
/// <param name="classes">How many classes the head tells apart.</param>
public sealed class MobileNetV3Small(int classes = 1000) : MobileNetV3("mobilenet_v3_small",
[
    new(3, 16, 16, true, false, 2), new(3, 72, 24, false, false, 2), new(3, 88, 24, false, false, 1), new(5, 96, 40, true, true, 2),
    new(5, 240, 40, true, true, 1), new(5, 240, 40, true, true, 1), new(5, 120, 48, true, true, 1), new(5, 144, 48, true, true, 1),
    new(5, 288, 96, true, true, 2), new(5, 576, 96, true, true, 1), new(5, 576, 96, true, true, 1),
], hidden: 1024, classes);
