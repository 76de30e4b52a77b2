using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>
/// The inception idea: look at the same map with several kernels at once, side by side, and stack what they see. A 1x1
/// convolution before each large kernel keeps it cheap. Three kinds that keep the size, for maps of 35, 17 and 8 pixels.
/// </summary>
internal sealed class InceptionA : Module<Tensor, Tensor>
{
    private readonly BasicConv2d branch1x1, branch5x5_1, branch5x5_2, branch3x3dbl_1, branch3x3dbl_2, branch3x3dbl_3, branch_pool;

    public InceptionA(long channels, long pooled) : base(nameof(InceptionA))
    {
        branch1x1 = new(channels, 64, 1);
        branch5x5_1 = new(channels, 48, 1);
        branch5x5_2 = new(48, 64, 5, padding: 2);
        branch3x3dbl_1 = new(channels, 64, 1);
        branch3x3dbl_2 = new(64, 96, 3, padding: 1);
        branch3x3dbl_3 = new(96, 96, 3, padding: 1);
        branch_pool = new(channels, pooled, 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return cat([
            branch1x1.call(x),
            branch5x5_2.call(branch5x5_1.call(x)),
            branch3x3dbl_3.call(branch3x3dbl_2.call(branch3x3dbl_1.call(x))),
            branch_pool.call(Average(x))], 1).MoveToOuterDisposeScope();
    }

    internal static Tensor Average(Tensor x) => functional.avg_pool2d(x, 3, 1, 1);
}

/// <summary>17x17 maps: 7x7 kernels, each as a 1x7 and a 7x1.</summary>
internal sealed class InceptionC : Module<Tensor, Tensor>
{
    private readonly BasicConv2d branch1x1, branch7x7_1, branch7x7_2, branch7x7_3,
        branch7x7dbl_1, branch7x7dbl_2, branch7x7dbl_3, branch7x7dbl_4, branch7x7dbl_5, branch_pool;

    public InceptionC(long width) : base(nameof(InceptionC))
    {
        branch1x1 = new(768, 192, 1);
        branch7x7_1 = new(768, width, 1);
        branch7x7_2 = new(width, width, (1, 7), padding: (0, 3));
        branch7x7_3 = new(width, 192, (7, 1), padding: (3, 0));
        branch7x7dbl_1 = new(768, width, 1);
        branch7x7dbl_2 = new(width, width, (7, 1), padding: (3, 0));
        branch7x7dbl_3 = new(width, width, (1, 7), padding: (0, 3));
        branch7x7dbl_4 = new(width, width, (7, 1), padding: (3, 0));
        branch7x7dbl_5 = new(width, 192, (1, 7), padding: (0, 3));
        branch_pool = new(768, 192, 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var twice = branch7x7dbl_3.call(branch7x7dbl_2.call(branch7x7dbl_1.call(x)));
        return cat([
            branch1x1.call(x),
            branch7x7_3.call(branch7x7_2.call(branch7x7_1.call(x))),
            branch7x7dbl_5.call(branch7x7dbl_4.call(twice)),
            branch_pool.call(InceptionA.Average(x))], 1).MoveToOuterDisposeScope(); // [N, 768, 17, 17]
    }
}

/// <summary>8x8 maps: a 1x3 and a 3x1 beside each other instead of one after the other, for more channels.</summary>
internal sealed class InceptionE : Module<Tensor, Tensor>
{
    private readonly BasicConv2d branch1x1, branch3x3_1, branch3x3_2a, branch3x3_2b,
        branch3x3dbl_1, branch3x3dbl_2, branch3x3dbl_3a, branch3x3dbl_3b, branch_pool;

    public InceptionE(long channels) : base(nameof(InceptionE))
    {
        branch1x1 = new(channels, 320, 1);
        branch3x3_1 = new(channels, 384, 1);
        branch3x3_2a = new(384, 384, (1, 3), padding: (0, 1));
        branch3x3_2b = new(384, 384, (3, 1), padding: (1, 0));
        branch3x3dbl_1 = new(channels, 448, 1);
        branch3x3dbl_2 = new(448, 384, 3, padding: 1);
        branch3x3dbl_3a = new(384, 384, (1, 3), padding: (0, 1));
        branch3x3dbl_3b = new(384, 384, (3, 1), padding: (1, 0));
        branch_pool = new(channels, 192, 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var once = branch3x3_1.call(x);
        var twice = branch3x3dbl_2.call(branch3x3dbl_1.call(x));
        return cat([
            branch1x1.call(x),
            branch3x3_2a.call(once), branch3x3_2b.call(once),
            branch3x3dbl_3a.call(twice), branch3x3dbl_3b.call(twice),
            branch_pool.call(InceptionA.Average(x))], 1).MoveToOuterDisposeScope(); // [N, 2048, 8, 8]
    }
}
