using SkiaSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Files;

/// <summary>Decodes pictures: a file's content to pixels.</summary>
public static class PictureDecoder
{
    /// <summary>
    /// Decodes a picture, upright, in the decoder's memory order (<see cref="Interleaved"/>). // uint8 [3, H, W]
    /// </summary>
    /// <exception cref="InvalidDataException">Not a picture, a damaged or a too large one.</exception>
    public static unsafe Tensor Decode(byte[] content, string name, long mostPixels)
    {
        using var data = SKData.CreateCopy(content);
        using var codec = PictureHeader.Checked(SKCodec.Create(data), content, content.Length, name, mostPixels);
        // Without a colour space Skia leaves the file's numbers as they are.
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, null);
        var image = Interleaved.Empty(info.Height, info.Width);
        try
        {
            var rgba = Interleaved.Pixels(image, out var row);
            fixed (uint* start = rgba) // straight into the tensor: photos are large
            {
                var result = codec.GetPixels(info, (nint)start, row * Interleaved.PixelBytes, SKCodecOptions.Default);
                var found = result == SKCodecResult.IncompleteInput
                    ? "that the file ends early or is damaged"
                    : $"damaged data ({result})";
                if (result != SKCodecResult.Success)
                    throw new InvalidDataException($"{name}: expected a whole {codec.EncodedFormat} picture of " +
                        $"{info.Width} x {info.Height}, found {found}. Fetch the file again.");
            }
            if (codec.Info.AlphaType != SKAlphaType.Opaque)
                OnWhite(rgba);
            return Upright(image, Origin(codec, content));
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    private static SKEncodedOrigin Origin(SKCodec codec, byte[] content) =>
        Exif.Origin(content) is > 0 and var origin ? (SKEncodedOrigin)origin : codec.EncodedOrigin;

    /// <summary>Transparency shows white paper, not the black of a picture that simply drops its alpha.</summary>
    private static void OnWhite(Span<uint> rgba)
    {
        foreach (ref var pixel in rgba)
        {
            var opacity = (pixel >> 24) / 255f;
            uint mixed = 0;
            for (var shift = 0; shift < 24; shift += 8)
                mixed |= (uint)MathF.Round((pixel >> shift & 255) * opacity + 255 * (1 - opacity)) << shift;
            pixel = mixed;
        }
    }

    /// <summary>EXIF tag 0x112 names the corner that the first pixel belongs to (CIPA DC-008, 4.6.4 A). // [3, H, W]</summary>
    private static Tensor Upright(Tensor image, SKEncodedOrigin origin)
    {
        if (origin is SKEncodedOrigin.TopLeft)
            return image;
        using var scope = NewDisposeScope();
        using var stored = image;
        return Interleaved.Pack(origin switch
        {
            SKEncodedOrigin.TopRight => image.flip(2),
            SKEncodedOrigin.BottomRight => image.flip(1, 2),
            SKEncodedOrigin.BottomLeft => image.flip(1),
            SKEncodedOrigin.LeftTop => image.transpose(1, 2),
            SKEncodedOrigin.RightTop => image.transpose(1, 2).flip(2),
            SKEncodedOrigin.RightBottom => image.transpose(1, 2).flip(1, 2),
            SKEncodedOrigin.LeftBottom => image.transpose(1, 2).flip(1),
            _ => image,
        }).MoveToOuterDisposeScope();
    }
}
