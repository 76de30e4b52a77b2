using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>
/// VGG: Simonyan, Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition", 2014. Nothing but 3x3
/// convolutions and 2x2 pooling: two of them see as far as one 5x5 with fewer weights. Nine tenths of its weights sit in the
/// linear layers. Input 224x224.
/// </summary>
internal abstract class Vgg : TransferNetwork
{
    private readonly Sequential features;
    private readonly AdaptiveAvgPool2d avgpool;
    private Sequential classifier;

    protected Vgg(string name, int[] depths, bool batchNorm, int classes) : base(batchNorm ? name + "_bn" : name)
    {
        features = Convolutions(depths, batchNorm);
        avgpool = AdaptiveAvgPool2d(7);
        classifier = Sequential(
            Linear(512 * 7 * 7, 4096), ReLU(inplace: true), Dropout(),
            Linear(4096, 4096), ReLU(inplace: true), Dropout(),
            Linear(4096, classes));
        RegisterComponents();
        InitialWeights.He(this, linear: 0.01);
    }

    /// <inheritdoc/>
    public override string HeadKey => "classifier.6";

    /// <inheritdoc/>
    public override Tensor ExtractFeatures(Tensor images)
    {
        using var scope = NewDisposeScope();
        var x = Pooled(images);
        foreach (var step in classifier.children().SkipLast(1)) x = ((Module<Tensor, Tensor>)step).call(x);
        return x.MoveToOuterDisposeScope(); // [N, 4096]
    }

    /// <summary>One score a class. // [N, 3, H, W] to [N, classes]</summary>
    public override Tensor forward(Tensor input)
    {
        using var pooled = Pooled(input);
        return classifier.call(pooled);
    }

    private Tensor Pooled(Tensor images)
    {
        using var scope = NewDisposeScope();
        return avgpool.call(features.call(images)).flatten(1).MoveToOuterDisposeScope(); // [N, 25088]
    }

    private static Sequential Convolutions(int[] depths, bool batchNorm)
    {
        var steps = new List<Module<Tensor, Tensor>>();
        var (channels, width) = (3L, 64L);
        foreach (var depth in depths)
        {
            for (var i = 0; i < depth; i++, channels = width)
            {
                steps.Add(Conv2d(channels, width, 3, padding: 1));
                if (batchNorm)
                    steps.Add(BatchNorm2d(width));
                steps.Add(ReLU(inplace: true));
            }

            steps.Add(MaxPool2d(2, stride: 2));
            width = Math.Min(2 * width, 512);
        }

        return Sequential(steps);
    }

    private protected override void SetHead(Module<Tensor, Tensor> head) =>
        Replace(this, "classifier", classifier = WithLast(classifier, head));
}

internal sealed class Vgg16(int classes = 1000, bool batchNorm = false) : Vgg("vgg16", [2, 2, 3, 3, 3], batchNorm, classes);

internal sealed class Vgg19(int classes = 1000, bool batchNorm = false) : Vgg("vgg19", [2, 2, 4, 4, 4], batchNorm, classes);
