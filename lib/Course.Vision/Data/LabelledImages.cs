using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// A data set that lives in memory: every image in one tensor, every label in another. It owns both: they outlive the dispose
/// scope in which the set was made, and go when the set is disposed (or collected).
/// </summary>
public class LabelledImages : IDisposable
{
    /// <summary>Puts images and labels together; the set takes both tensors over.</summary>
    /// <param name="images">Images, float32 in the transform's range. // [N, C, H, W]</param>
    /// <param name="labels">Class indices, int64. // [N]</param>
    /// <param name="classNames">One name a class, in index order.</param>
    /// <exception cref="ArgumentException">Not as many labels as images, or labels of another type.</exception>
    public LabelledImages(Tensor images, Tensor labels, IReadOnlyList<string> classNames)
    {
        if (labels.dim() != 1 || labels.dtype != ScalarType.Int64 || images.dim() == 0 || images.shape[0] != labels.shape[0])
            throw new ArgumentException("Expected one int64 label an image, found " +
                $"images [{string.Join(", ", images.shape)}] and {labels.dtype} labels [{string.Join(", ", labels.shape)}].");
        Images = images.DetachFromDisposeScope();
        Labels = labels.DetachFromDisposeScope();
        ClassNames = classNames;
    }

    /// <summary>A data set as its files hold it: all its pictures go through the transform at once.</summary>
    private protected LabelledImages((Tensor Images, Tensor Labels) raw, Transform? transform, IReadOnlyList<string> classNames)
        : this(Prepared(raw.Images, transform), raw.Labels, classNames)
    {
    }

    /// <summary>Images. // [N, C, H, W]</summary>
    public Tensor Images { get; }

    /// <summary>Class indices, int64. // [N]</summary>
    public Tensor Labels { get; }

    /// <summary>One name a class, in index order.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Number of images.</summary>
    public int Count => (int)Images.shape[0];

    /// <summary>The first images, as a set of their own that shares this set's memory; handy to try something quickly.</summary>
    /// <param name="count">How many, at most <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than there are, or less than none.</exception>
    public LabelledImages Take(int count)
    {
        if (count < 0 || count > Count)
            throw new ArgumentOutOfRangeException(nameof(count), $"Expected 0 to {Count} images, found {count}.");
        return new(Images.narrow(0, 0, count), Labels.narrow(0, 0, count), ClassNames);
    }

    /// <summary>Frees the raw pictures. // uint8 [N, C, H, W]</summary>
    private static Tensor Prepared(Tensor pixels, Transform? transform)
    {
        using var scope = NewDisposeScope();
        var images = (transform ?? Transforms.ToTensor()).Apply(pixels).DetachFromDisposeScope();
        if (!ReferenceEquals(images, pixels))
            pixels.Dispose();
        return images;
    }

    /// <summary>What it holds, in a line.</summary>
    public override string ToString() =>
        Words.Here["LabelledImages", Count, string.Join(" x ", Images.shape.Skip(1)), ClassNames.Count];

    /// <summary>Frees images and labels.</summary>
    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
        GC.SuppressFinalize(this);
    }
}
