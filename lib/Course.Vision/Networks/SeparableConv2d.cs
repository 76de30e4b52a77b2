using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>
/// A depthwise separable convolution: first one 3x3 kernel for each channel on its own (where), then a 1x1 convolution across the
/// channels (what). About nine times fewer weights than a full 3x3 convolution.
/// </summary>
internal sealed class SeparableConv2d : Module<Tensor, Tensor>
{
    private readonly Conv2d conv1, pointwise;

    public SeparableConv2d(long channels, long width) : base(nameof(SeparableConv2d))
    {
        conv1 = Conv2d(channels, channels, 3, padding: 1, groups: channels, bias: false);
        pointwise = Conv2d(channels, width, 1, bias: false);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var y = conv1.call(x);
        return pointwise.call(y);
    }
}

/// <summary>
/// Xception's block: separable convolutions with a residual shortcut around them; some blocks halve the map at their end.
/// </summary>
internal sealed class XceptionBlock : Module<Tensor, Tensor>
{
    private readonly Conv2d? skip;
    private readonly BatchNorm2d? skipbn;
    private readonly Sequential rep;

    /// <param name="widths">The channels before the first convolution and after each.</param>
    /// <param name="halve">Ends with a pooling of stride 2.</param>
    /// <param name="startWithRelu">False where the map before the block has just been through a ReLU.</param>
    public XceptionBlock(long[] widths, bool halve, bool startWithRelu = true) : base(nameof(XceptionBlock))
    {
        var steps = new List<Module<Tensor, Tensor>>();
        for (var i = 1; i < widths.Length; i++)
        {
            // The first ReLU must not work in place: the shortcut still needs the block's input.
            if (i > 1 || startWithRelu)
                steps.Add(ReLU(inplace: i > 1));
            steps.Add(new SeparableConv2d(widths[i - 1], widths[i]));
            steps.Add(BatchNorm2d(widths[i]));
        }

        if (halve)
        {
            steps.Add(MaxPool2d(3, stride: 2, padding: 1));
            skip = Conv2d(widths[0], widths[^1], 1, stride: 2, bias: false);
            skipbn = BatchNorm2d(widths[^1]);
        }

        rep = Sequential(steps);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var y = rep.call(x);
        return y.add_(skip is null ? x : skipbn!.call(skip.call(x))).MoveToOuterDisposeScope();
    }
}
