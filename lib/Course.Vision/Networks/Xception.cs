using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>
/// Xception: Chollet, "Deep Learning with Depthwise Separable Convolutions", 2016. Inception taken to its end: every channel is
/// filtered on its own, then channels are mixed by 1x1 convolutions, with shortcuts as in ResNet. Input 299x299, normalised with
/// mean 0.5 and deviation 0.5.
/// </summary>
/// <remarks>Keys are those of the checkpoint converted from Keras (Cadene's pretrained-models.pytorch).</remarks>
internal sealed class Xception : TransferNetwork
{
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d bn2;
    private readonly XceptionBlock block1, block2, block3, block4, block5, block6, block7, block8, block9, block10, block11,
        block12;
    private readonly SeparableConv2d conv3;
    private readonly BatchNorm2d bn3;
    private readonly SeparableConv2d conv4;
    private readonly BatchNorm2d bn4;
    private readonly ReLU relu; // a layer, so that hooks can see it
    private Linear fc;

    public Xception(int classes = 1000) : base("xception")
    {
        (conv1, bn1) = (Conv2d(3, 32, 3, stride: 2, bias: false), BatchNorm2d(32));
        (conv2, bn2) = (Conv2d(32, 64, 3, bias: false), BatchNorm2d(64));
        block1 = new([64, 128, 128], halve: true, startWithRelu: false);
        block2 = new([128, 256, 256], halve: true);
        block3 = new([256, 728, 728], halve: true);
        (block4, block5, block6, block7) = (Middle(), Middle(), Middle(), Middle());
        (block8, block9, block10, block11) = (Middle(), Middle(), Middle(), Middle());
        block12 = new([728, 728, 1024], halve: true);
        (conv3, bn3) = (new(1024, 1536), BatchNorm2d(1536));
        (conv4, bn4) = (new(1536, 2048), BatchNorm2d(2048));
        relu = ReLU(inplace: true);
        fc = Linear(2048, classes);
        RegisterComponents();
        InitialWeights.He(this);
    }

    private static XceptionBlock Middle() => new([728, 728, 728, 728], halve: false);

    /// <inheritdoc/>
    public override string HeadKey => "fc";

    /// <inheritdoc/>
    public override Tensor ExtractFeatures(Tensor images)
    {
        using var scope = NewDisposeScope();
        var x = relu.call(bn1.call(conv1.call(images)));                  // [N, 32, 149, 149]
        x = relu.call(bn2.call(conv2.call(x)));                              // [N, 64, 147, 147]
        x = block3.call(block2.call(block1.call(x)));                        // [N, 728, 19, 19]
        foreach (var block in new[] { block4, block5, block6, block7, block8, block9, block10, block11 }) x = block.call(x);
        x = block12.call(x);                                                 // [N, 1024, 10, 10]
        x = relu.call(bn3.call(conv3.call(x)));
        x = relu.call(bn4.call(conv4.call(x)));                              // [N, 2048, 10, 10]
        return x.mean([2, 3]).MoveToOuterDisposeScope();                     // [N, 2048]
    }

    /// <summary>One score a class. // [N, 3, 299, 299] to [N, classes]</summary>
    public override Tensor forward(Tensor input)
    {
        using var features = ExtractFeatures(input);
        return fc.call(features);
    }

    private protected override void SetHead(Module<Tensor, Tensor> head) => Replace(this, HeadKey, fc = (Linear)head);
}
