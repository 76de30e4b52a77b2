using SkiaSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>Between tensors and pixels.</summary>
public static class Pixels
{
    /// <summary>Encodes an image without loss.</summary>
    /// <param name="image">uint8, or float in [0, 1]; grey or RGB. // [H, W], [1, H, W] or [3, H, W]</param>
    /// <returns>The content of a PNG file.</returns>
    /// <exception cref="ArgumentException">Another shape, type or range of values.</exception>
    public static byte[] ToPng(Tensor image) => Encode(image, SKEncodedImageFormat.Png, 100);

    /// <summary>Stretches each image's values to [0, 1], so that a feature map or a normalized image can be shown.</summary>
    /// <param name="images">Any number type. // [..., H, W]; with four dimensions all channels of an image together</param>
    /// <returns>float32, the same shape; an image of a single value becomes 0.</returns>
    public static Tensor Stretch(Tensor images)
    {
        using var scope = NewDisposeScope();
        var each = images.to(ScalarType.Float32).reshape(images.Dimensions == 4 ? images.shape[0] : 1, -1);
        var low = each.amin([1], keepdim: true);
        var room = each.amax([1], keepdim: true) - low;
        return ((each - low) / room.clamp_min(1e-12)).reshape(images.shape).MoveToOuterDisposeScope();
    }

    internal static byte[] Encode(Tensor image, SKEncodedImageFormat format, int quality)
    {
        using var bitmap = ToBitmap(image);
        using var data = bitmap.Encode(format, quality)
            ?? throw new NotSupportedException($"Expected PNG, JPEG or WebP, found {format}, which SkiaSharp can't write.");
        return data.ToArray();
    }

    private static SKBitmap ToBitmap(Tensor image)
    {
        using var scope = NewDisposeScope();
        var bytes = ToBytes(image); // [C, H, W]
        var (channels, height, width) = (bytes.shape[0], (int)bytes.shape[1], (int)bytes.shape[2]);
        if (channels is not (1 or 3) || height == 0 || width == 0)
            throw WrongShape(image);
        var opaque = full(1, height, width, 255, dtype: ScalarType.Byte);
        var rgba = cat([bytes.expand(3, height, width), opaque]).permute(1, 2, 0).contiguous(); // [H, W, 4]
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        rgba.bytes.CopyTo(bitmap.GetPixelSpan());
        return bitmap;
    }

    /// <summary>As uint8 on the CPU. // [H, W] or [C, H, W] -> [C, H, W]</summary>
    internal static Tensor ToBytes(Tensor image)
    {
        if (image.Dimensions is not (2 or 3))
            throw WrongShape(image);
        var pixels = image.detach().cpu();
        if (pixels.dtype != ScalarType.Byte && pixels.numel() > 0)
            pixels = FromUnit(pixels);
        return pixels.Dimensions == 2 ? pixels.unsqueeze(0) : pixels;
    }

    private static ArgumentException WrongShape(Tensor image) =>
        new($"Expected an image [H, W], [1, H, W] or [3, H, W], found [{string.Join(", ", image.shape)}].", nameof(image));

    private static Tensor FromUnit(Tensor pixels)
    {
        if (!pixels.is_floating_point())
            throw new ArgumentException($"Expected uint8 or a float type, found {pixels.dtype}.", nameof(pixels));
        var (low, high) = (pixels.min().ToDouble(), pixels.max().ToDouble()); // NaN, if there is one
        if (!(low >= -1e-3 && high <= 1 + 1e-3))
            throw new ArgumentException($"Expected pixels in [0, 1], found values from {low:G4} to {high:G4}. " +
                "Undo Normalize first, or stretch the values by Pixels.Stretch.", nameof(pixels));
        return pixels.mul(255).round().clamp(0, 255).to(ScalarType.Byte);
    }
}
