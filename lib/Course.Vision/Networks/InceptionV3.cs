using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>
/// Inception v3: Szegedy, Vanhoucke, Ioffe, Shlens, Wojna, "Rethinking the Inception Architecture for Computer Vision", 2015.
/// Blocks of parallel kernels, large kernels factored into flat ones. Input 299x299.
/// </summary>
internal sealed class InceptionV3 : TransferNetwork
{
    // Internal for their names only: torchvision's keys begin with capitals here.
    internal readonly BasicConv2d Conv2d_1a_3x3, Conv2d_2a_3x3, Conv2d_2b_3x3;
    private readonly MaxPool2d maxpool1;
    internal readonly BasicConv2d Conv2d_3b_1x1, Conv2d_4a_3x3;
    private readonly MaxPool2d maxpool2;
    internal readonly InceptionA Mixed_5b, Mixed_5c, Mixed_5d;
    internal readonly InceptionB Mixed_6a;
    internal readonly InceptionC Mixed_6b, Mixed_6c, Mixed_6d, Mixed_6e;
    internal readonly InceptionAux AuxLogits;
    internal readonly InceptionD Mixed_7a;
    internal readonly InceptionE Mixed_7b, Mixed_7c;
    private readonly AdaptiveAvgPool2d avgpool;
    private readonly Dropout dropout;
    private Linear fc;

    public InceptionV3(int classes = 1000) : base("inception_v3")
    {
        Conv2d_1a_3x3 = new(3, 32, 3, stride: 2);
        Conv2d_2a_3x3 = new(32, 32, 3);
        Conv2d_2b_3x3 = new(32, 64, 3, padding: 1);
        maxpool1 = MaxPool2d(3, stride: 2);
        Conv2d_3b_1x1 = new(64, 80, 1);
        Conv2d_4a_3x3 = new(80, 192, 3);
        maxpool2 = MaxPool2d(3, stride: 2);
        (Mixed_5b, Mixed_5c, Mixed_5d) = (new(192, pooled: 32), new(256, pooled: 64), new(288, pooled: 64));
        Mixed_6a = new(288);
        (Mixed_6b, Mixed_6c, Mixed_6d, Mixed_6e) = (new(width: 128), new(width: 160), new(width: 160), new(width: 192));
        AuxLogits = new(768, classes);
        Mixed_7a = new(768);
        (Mixed_7b, Mixed_7c) = (new(1280), new(2048));
        avgpool = AdaptiveAvgPool2d(1);
        dropout = Dropout();
        fc = Linear(2048, classes);
        RegisterComponents();
        InitialWeights.Inception(this, AuxLogits.fc);
    }

    /// <inheritdoc/>
    public override string HeadKey => "fc";

    /// <inheritdoc/>
    public override Tensor ExtractFeatures(Tensor images)
    {
        using var pooled = Pooled(images);
        return pooled.flatten(1); // [N, 2048]
    }

    /// <summary>One score a class. // [N, 3, 299, 299] to [N, classes]</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return fc.call(dropout.call(Pooled(input)).flatten(1)).MoveToOuterDisposeScope();
    }

    private Tensor Pooled(Tensor images)
    {
        using var scope = NewDisposeScope();
        var x = Googles(images);
        x = maxpool1.call(Conv2d_2b_3x3.call(Conv2d_2a_3x3.call(Conv2d_1a_3x3.call(x)))); // [N, 64, 73, 73]
        x = maxpool2.call(Conv2d_4a_3x3.call(Conv2d_3b_1x1.call(x)));                     // [N, 192, 35, 35]
        x = Mixed_5d.call(Mixed_5c.call(Mixed_5b.call(x)));                               // [N, 288, 35, 35]
        x = Mixed_6c.call(Mixed_6b.call(Mixed_6a.call(x)));                               // [N, 768, 17, 17]
        x = Mixed_6e.call(Mixed_6d.call(x));
        x = Mixed_7c.call(Mixed_7b.call(Mixed_7a.call(x)));                               // [N, 2048, 8, 8]
        return avgpool.call(x).MoveToOuterDisposeScope();                                 // [N, 2048, 1, 1]
    }

    // From the usual ImageNet normalisation to the one that Google trained with, (x - 0.5) / 0.5.
    private static Tensor Googles(Tensor x)
    {
        var scale = tensor(new[] { 0.229f, 0.224f, 0.225f }, device: x.device) / 0.5f;
        var shift = (tensor(new[] { 0.485f, 0.456f, 0.406f }, device: x.device) - 0.5f) / 0.5f;
        return x * scale.view(1, 3, 1, 1) + shift.view(1, 3, 1, 1);
    }

    private protected override void SetHead(Module<Tensor, Tensor> head)
    {
        Replace(this, HeadKey, fc = (Linear)head);
        Replace(AuxLogits, "fc", AuxLogits.fc = Linear(768, fc.out_features, device: fc.weight!.device, dtype: fc.weight.dtype));
        AuxLogits.fc.train(training);
    }
}

/// <summary>
/// Inception's brick: convolution, batch norm, ReLU. Kernels may be flat: 1x7 after 7x1 sees as far as 7x7 for two sevenths.
/// </summary>
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
