using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>
/// Squeeze and excitation: Hu, Shen, Sun, 2017. The average of each channel over the picture tells what is in it; two small layers turn these
/// averages into one factor a channel, from 0 to 1, which turns channels up that matter for this picture and the others down.
/// </summary>
internal sealed class SqueezeExcitation : Module<Tensor, Tensor>
{
    private readonly Conv2d fc1, fc2;

    public SqueezeExcitation(long channels, long squeezed) : base(nameof(SqueezeExcitation))
    {
        fc1 = Conv2d(channels, squeezed, 1);
        fc2 = Conv2d(squeezed, channels, 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var average = x.mean([2, 3], keepdim: true);                                              // [N, C, 1, 1]
        var factors = functional.hardsigmoid(fc2.call(functional.relu(fc1.call(average))));
        return (x * factors).MoveToOuterDisposeScope();
    }
}
