using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>A part of an image that excites a channel: what the channel looks for.</summary>
/// <param name="Image">Index of the image.</param>
/// <param name="Top">First row.</param>
/// <param name="Left">First column.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Activation">The channel's highest output in that image.</param>
public sealed record ExcitingPatch(int Image, int Top, int Left, int Height, int Width, float Activation)
{
    /// <summary>
    /// Of all images, those that excite a channel most, and where: the pixels that its strongest place depends on.
    /// </summary>
    /// <param name="model">A network.</param>
    /// <param name="images">Many images. // [N, C, H, W]</param>
    /// <param name="layer">A layer with places.</param>
    /// <param name="channel">The layer's channel.</param>
    /// <param name="count">How many patches, at most one an image.</param>
    /// <returns>The strongest first. Zeiler, Fergus, "Visualizing and Understanding Convolutional Networks", 2013.</returns>
    public static IReadOnlyList<ExcitingPatch> Find(
        nn.Module<Tensor, Tensor> model, Tensor images, string layer, long channel, int count = 9)
    {
        Expect.Dimensions(images, 4, "images [N, C, H, W]");
        using var scope = NewDisposeScope();
        var highest = Question.InChunks(images, some =>
        {
            using var activations = LayerActivations.Of(model, some, layer);
            Gradients.Spatial(activations[layer], layer);
            return activations.Channel(layer, channel).flatten(1).amax([1]);
        });
        var order = highest.topk((int)Math.Min(count, images.shape[0])).indexes.cpu().data<long>().ToArray();
        return [.. order.Select(i => Locate(model, images, (int)i, layer, channel))];
    }

    /// <summary>The patch's pixels. // [C, Height, Width]</summary>
    public Tensor Crop(Tensor images) => images[Image].narrow(1, Top, Height).narrow(2, Left, Width).clone();

    private static ExcitingPatch Locate(nn.Module<Tensor, Tensor> model, Tensor images, int image, string layer, long channel)
    {
        using var scope = NewDisposeScope();
        using var on = enable_grad();
        using var activations = new LayerActivations(model, [layer], inGraph: true);
        var pixels = images.narrow(0, image, 1).detach().clone().requires_grad_();
        Question.Ask(model, pixels);
        var outputs = activations.Channel(layer, channel).flatten();
        var strongest = outputs[outputs.argmax()]; // the first of them where several are equal
        var seen = autograd.grad([strongest], [pixels])[0].abs().amax([0, 1]).gt(0); // [H, W]: the pixels it depends on
        var (top, height) = Extent(seen.any(1));
        var (left, width) = Extent(seen.any(0));
        return new(image, top, left, height, width, strongest.ToSingle());
    }

    // A channel that is silent everywhere depends on no pixel: then the patch is the whole image.
    private static (int First, int Count) Extent(Tensor seen)
    {
        var where = seen.nonzero().flatten().cpu().data<long>().ToArray();
        return where.Length == 0 ? (0, (int)seen.shape[0]) : ((int)where[0], (int)(where[^1] - where[0] + 1));
    }
}
