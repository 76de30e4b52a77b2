using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>
/// MobileNetV2's block: widen with a 1x1 convolution, filter each channel on its own (depthwise 3x3), narrow with a 1x1 convolution. A
/// ResNet block turned inside out: the shortcut joins the narrow ends, which have no activation because ReLU would lose information there.
/// </summary>
internal sealed class InvertedResidual : Module<Tensor, Tensor>
{
    private readonly Sequential conv;
    private readonly bool shortcut;

    public InvertedResidual(long channels, long width, long stride, long expansion) : base(nameof(InvertedResidual))
    {
        var wide = channels * expansion;
        var steps = new List<Module<Tensor, Tensor>>();
        if (expansion != 1) steps.Add(ConvNorm(channels, wide, kernel: 1));
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
