using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// A step that prepares images for a network, as in torchvision's transforms.v2: it takes one image or a whole batch of them.
/// Write your own by deriving from this class and overriding <see cref="Apply(Tensor, Random)"/>.
/// </summary>
public abstract class Transform
{
    /// <summary>Prepares an image, or all images of a batch in the same way.</summary>
    /// <param name="image">uint8 or float32. // [..., C, H, W]</param>
    /// <param name="random">Where a random step takes its decisions from; steps without chance ignore it.</param>
    /// <returns>A new tensor, or the image itself where there is nothing to do; the image is never changed.</returns>
    public abstract Tensor Apply(Tensor image, Random random);

    /// <summary>Prepares an image; random steps decide anew each time.</summary>
    /// <param name="image">uint8 or float32. // [..., C, H, W]</param>
    public Tensor Apply(Tensor image) => Apply(image, Random.Shared);

    /// <summary>This step and the next one as a single step with less to do; null where the two are best left alone.</summary>
    internal virtual Transform? Joined(Transform next) => null;
}
