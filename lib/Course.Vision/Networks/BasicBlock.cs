using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>
/// The residual block of ResNet-18 and 34: two 3x3 convolutions learn what to ADD to the input. A block that has nothing to add
/// learns zero, so depth does no harm, and gradients reach early layers through the sum.
/// </summary>
internal sealed class BasicBlock : Module<Tensor, Tensor>
{
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d bn2;
    private readonly ReLU relu; // a layer, so that hooks can see it
    private readonly Sequential? downsample;

    public BasicBlock(long channels, long width, long stride) : base(nameof(BasicBlock))
    {
        conv1 = Conv2d(channels, width, 3, stride, padding: 1, bias: false);
        bn1 = BatchNorm2d(width);
        conv2 = Conv2d(width, width, 3, padding: 1, bias: false);
        bn2 = BatchNorm2d(width);
        relu = ReLU(inplace: true);
        downsample = Shortcut(channels, width, stride);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var y = relu.call(bn1.call(conv1.call(x)));
        y = bn2.call(conv2.call(y));
        return relu.call(y.add_(downsample?.call(x) ?? x)).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The sum needs equal shapes: where the block changes them, a 1x1 convolution changes the shortcut's likewise.
    /// </summary>
    internal static Sequential? Shortcut(long channels, long width, long stride) =>
        channels == width && stride == 1 ? null : Sequential(Conv2d(channels, width, 1, stride, bias: false), BatchNorm2d(width));
}
