using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>
/// The network of the book's section 5.4: thirteen 3x3 convolutions, each with batch norm and ReLU, then a classifier that ends
/// in log-softmax. Its layer names are the book's: <c>features.0</c> is the first convolution, <c>features.48</c> the last.
/// </summary>
/// <remarks>
/// The book's slip: its features shrink 34..65 pixels to 1x1, but 100x100 to 3x3, and <c>view(-1, 512)</c> then cuts the 4,608
/// numbers of one image into NINE rows that mix channels. <c>pooled</c> mends it: the features are averaged over the image first.
/// </remarks>
public sealed class Xai : Module<Tensor, Tensor>
{
    private readonly Sequential features, classifier;
    private readonly bool pooled;

    /// <summary>Makes the network with random weights.</summary>
    /// <param name="classes">How many classes the last layer tells apart.</param>
    /// <param name="pooled">Average the features over the image (one row an image of any size from 34 pixels), not the book's
    /// view.</param>
    public Xai(int classes = 2, bool pooled = false) : base("xai")
    {
        this.pooled = pooled;
        features = Features();
        classifier = Sequential(
            Linear(512, 512, hasBias: false), Dropout(0.5), BatchNorm1d(512), ReLU(inplace: true), Dropout(0.5),
            Linear(512, classes));
        RegisterComponents();
    }

    /// <summary>Log-probabilities. // [N, 3, H, W] to [N, classes]; as the book has it, [9 N, classes] for 100x100</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = features.call(input);               // [N, 512, h, w]
        x = pooled ? x.mean([2, 3]) : x.reshape(-1, 512);
        return functional.log_softmax(classifier.call(x), 1).MoveToOuterDisposeScope();
    }

    // Four steps a convolution: convolution, batch norm, ReLU, then dropout or, where the image is halved, pooling.
    private static Sequential Features()
    {
        (int Width, double Dropout)[] convolutions =
        [
            (64, 0.3), (64, 0), (128, 0.4), (128, 0), (256, 0.4), (256, 0.4), (256, 0),
            (512, 0.4), (512, 0.4), (512, 0), (512, 0.4), (512, 0.4), (512, 0),
        ];
        var steps = new List<Module<Tensor, Tensor>>();
        var channels = 3;
        foreach (var (width, dropout) in convolutions)
        {
            steps.Add(Conv2d(channels, width, 3, padding: channels == 3 ? 0 : 1, bias: false));
            steps.Add(BatchNorm2d(width));
            steps.Add(ReLU(inplace: true));
            steps.Add(dropout > 0 ? Dropout(dropout) : MaxPool2d(2, stride: 2));
            channels = width;
        }

        return Sequential(steps);
    }
}
