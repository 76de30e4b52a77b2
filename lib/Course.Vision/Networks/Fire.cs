using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>
/// SqueezeNet's block: a 1x1 convolution squeezes to a few channels, then 1x1 and 3x3 convolutions side by side expand them. The 3x3
/// kernels are where weights are, and they see few channels.
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
