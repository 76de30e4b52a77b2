using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>
/// The chapter's convolutional network (section 5.2): two blocks of convolution, batch normalisation, ReLU and pooling, then three
/// fully connected layers. As in the book there is no activation between those three.
/// </summary>
public sealed class FashionCnn : Network
{
    private readonly Sequential layer1, layer2;
    private readonly Linear fc1;
    private readonly Dropout2d drop;
    private readonly Linear fc2, fc3;

    /// <summary>A network with random weights.</summary>
    public FashionCnn() : base("FashionCNN")
    {
        layer1 = Sequential(
            Conv2d(in_channels: 1, out_channels: 32, kernel_size: 3, padding: 1),
            BatchNorm2d(32),
            ReLU(),
            MaxPool2d(kernel_size: 2, stride: 2));
        layer2 = Sequential(
            Conv2d(in_channels: 32, out_channels: 64, kernel_size: 3),
            BatchNorm2d(64),
            ReLU(),
            MaxPool2d(2));
        fc1 = Linear(64 * 6 * 6, 600);
        drop = Dropout2d(0.25);
        fc2 = Linear(600, 120);
        fc3 = Linear(120, 10);
        RegisterComponents();
    }

    /// <summary>Scores of the ten classes.</summary>
    /// <param name="input">Images, float32. // [N, 1, 28, 28]</param>
    /// <returns>Scores (logits). // [N, 10]</returns>
    /// <exception cref="ArgumentException">The images have another shape.</exception>
    public override Tensor forward(Tensor input)
    {
        Expect.Images(input, [1, 28, 28], GetName());
        var x = ChannelsLast.Of(input);             // the same numbers in an order that convolves faster
        x = layer1.call(x);                         // [N, 32, 14, 14]
        x = layer2.call(x);                         // [N, 64, 6, 6]
        x = x.reshape(x.shape[0], -1);              // [N, 2304]
        x = fc1.call(x);                            // [N, 600]
        x = DropFeatures(x);
        x = fc2.call(x);                            // [N, 120]
        return fc3.call(x);                         // [N, 10]
    }

    /// <summary>
    /// Drops single features, as the book's PyTorch does. Given [N, 600] itself, libtorch 2.10 takes the images for channels and
    /// drops whole images; as [N, 600, 1, 1] each channel is one feature.
    /// </summary>
    private Tensor DropFeatures(Tensor x) => drop.call(x.view(x.shape[0], -1, 1, 1)).view(x.shape);

    /// <inheritdoc/>
    protected internal override Tensor Infer(Tensor images)
    {
        Expect.Images(images, [1, 28, 28], GetName());
        var x = Folding.Block(layer1, ChannelsLast.Of(images));
        x = Folding.Block(layer2, x).reshape(images.shape[0], -1);
        return Folding.Linears([fc1, fc2, fc3], x);
    }

    /// <inheritdoc/>
    protected internal override Network Another() => new FashionCnn();
}
