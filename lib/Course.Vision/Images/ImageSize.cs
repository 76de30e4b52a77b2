using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>The size of an image, and parts of it.</summary>
internal static class ImageSize
{
    /// <summary>Height and width of images that a step can take.</summary>
    public static (int Height, int Width) Of(Tensor image, string step) => image.dim() >= 3 && image.numel() > 0
        ? ((int)image.shape[^2], (int)image.shape[^1])
        : throw new ArgumentException(
            $"{step} expected images of shape [..., C, H, W], found {Expect.Shape(image)}.", nameof(image));

    /// <summary>A rectangle of the image: a view, nothing is copied.</summary>
    public static Tensor Crop(Tensor image, (int Top, int Left, int Height, int Width) part)
    {
        using var rows = image.narrow(-2, part.Top, part.Height);
        return rows.narrow(-1, part.Left, part.Width);
    }
}
