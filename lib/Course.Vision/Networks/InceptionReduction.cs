using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>
/// Inception blocks that halve the map, from 35 to 17 and from 17 to 8 pixels: convolutions with stride 2 beside a pooling, so
/// that nothing is squeezed through a narrow place on the way. torchvision's letters.
/// </summary>
internal sealed class InceptionB : Module<Tensor, Tensor>
{
    private readonly BasicConv2d branch3x3, branch3x3dbl_1, branch3x3dbl_2, branch3x3dbl_3;

    public InceptionB(long channels) : base(nameof(InceptionB))
    {
        branch3x3 = new(channels, 384, 3, stride: 2);
        branch3x3dbl_1 = new(channels, 64, 1);
        branch3x3dbl_2 = new(64, 96, 3, padding: 1);
        branch3x3dbl_3 = new(96, 96, 3, stride: 2);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return cat([
            branch3x3.call(x),
            branch3x3dbl_3.call(branch3x3dbl_2.call(branch3x3dbl_1.call(x))),
            functional.max_pool2d(x, 3, 2)], 1).MoveToOuterDisposeScope();
    }
}

/// <summary>From 17 to 8 pixels.</summary>
internal sealed class InceptionD : Module<Tensor, Tensor>
{
    private readonly BasicConv2d branch3x3_1, branch3x3_2, branch7x7x3_1, branch7x7x3_2, branch7x7x3_3, branch7x7x3_4;

    public InceptionD(long channels) : base(nameof(InceptionD))
    {
        branch3x3_1 = new(channels, 192, 1);
        branch3x3_2 = new(192, 320, 3, stride: 2);
        branch7x7x3_1 = new(channels, 192, 1);
        branch7x7x3_2 = new(192, 192, (1, 7), padding: (0, 3));
        branch7x7x3_3 = new(192, 192, (7, 1), padding: (3, 0));
        branch7x7x3_4 = new(192, 192, 3, stride: 2);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var flat = branch7x7x3_3.call(branch7x7x3_2.call(branch7x7x3_1.call(x)));
        return cat([
            branch3x3_2.call(branch3x3_1.call(x)),
            branch7x7x3_4.call(flat),
            functional.max_pool2d(x, 3, 2)], 1).MoveToOuterDisposeScope(); // [N, 1280, 8, 8]
    }
}

/// <summary>
/// A second classifier halfway up, which brought the gradient to the lower half when the published weights were trained. Nothing
/// here calls it; it gives its weights in the published file a place.
/// </summary>
internal sealed class InceptionAux : Module
{
    private readonly BasicConv2d conv0, conv1;
    internal Linear fc;

    public InceptionAux(long channels, int classes) : base(nameof(InceptionAux))
    {
        conv0 = new(channels, 128, 1);
        conv1 = new(128, 768, 5);
        fc = Linear(768, classes);
        RegisterComponents();
    }
}
