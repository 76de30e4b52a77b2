using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>
/// The residual block of ResNet-50 and deeper: a 1x1 convolution narrows to a quarter, the costly 3x3 one works on the few channels, a
/// 1x1 one widens again. The stride sits in the 3x3 convolution, as torchvision has it ("v1.5"); the paper has it in the first.
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
