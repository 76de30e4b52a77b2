using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>Inception's brick: convolution, batch norm, ReLU. Kernels may be flat: 1x7 after 7x1 sees as far as 7x7 for two sevenths.</summary>
internal sealed class BasicConv2d : Module<Tensor, Tensor>
{
    private readonly Conv2d conv;
    private readonly BatchNorm2d bn;
    private readonly ReLU relu; // a layer, so that hooks can see it

    public BasicConv2d(long channels, long width, (long, long) kernel, long stride = 1, (long, long) padding = default)
        : base(nameof(BasicConv2d))
    {
        conv = Conv2d(channels, width, kernel, (stride, stride), padding, bias: false);
        bn = BatchNorm2d(width, eps: 0.001);
        relu = ReLU(inplace: true);
        RegisterComponents();
    }

    public BasicConv2d(long channels, long width, long kernel, long stride = 1, long padding = 0)
        : this(channels, width, (kernel, kernel), stride, (padding, padding)) { }

    public override Tensor forward(Tensor x)
    {
        using var y = conv.call(x);
        return relu.call(bn.call(y));
    }
}
