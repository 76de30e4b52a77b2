using SkiaSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Reads and writes picture files: PNG, JPEG, WebP, BMP and GIF. Whatever stands in the file becomes 8-bit RGB: grey and palette
/// images are widened, 16 bits rounded to 8, CMYK converted, transparency laid on white; of an animation the first frame counts.
/// Colour profiles are ignored, as PIL and torchvision do.
/// </summary>
public static class ImageFile
{
    /// <summary>Largest picture that is decoded unless another limit is given: 100 megapixels, 400 MB while decoding.</summary>
    public const long MostPixels = 100_000_000;

    /// <summary>Reads a picture, upright: turned as its EXIF orientation says.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mostPixels">A larger picture is refused before it is decoded.</param>
    /// <returns>RGB, uint8. // [3, H, W]</returns>
    /// <exception cref="InvalidDataException">Not a picture, a damaged or a too large one.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static Tensor Read(string path, long mostPixels = MostPixels) => Decode(File.ReadAllBytes(path), path, mostPixels);

    /// <summary>Decodes a picture from a file's content; see <see cref="Read"/>.</summary>
    /// <param name="content">The file's content.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="mostPixels">A larger picture is refused before it is decoded.</param>
    /// <returns>RGB, uint8. // [3, H, W]</returns>
    /// <exception cref="InvalidDataException">Not a picture, a damaged or a too large one.</exception>
    public static Tensor Decode(byte[] content, string name = "picture", long mostPixels = MostPixels)
    {
        using var data = SKData.CreateCopy(content);
        using var codec = SKCodec.Create(data)
            ?? throw new InvalidDataException($"{name}: expected a PNG, JPEG, WebP, BMP or GIF picture, found {Begin(content)}. " +
                "If a viewer opens it, save it there as PNG or JPEG; else fetch it again.");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if (width < 1 || height < 1)
            throw new InvalidDataException($"{name}: expected at least one pixel, found {width} x {height}. Fetch the file again.");
        if ((long)width * height > mostPixels)
            throw new InvalidDataException($"{name}: expected at most {mostPixels:N0} pixels, found {width} x {height}. " +
                "Make it smaller first, or pass a higher mostPixels.");
        var rgba = DecodePixels(codec, name);
        using var scope = NewDisposeScope();
        var image = OnWhite(tensor(rgba, dtype: ScalarType.Byte).view(height, width, 4));
        return Upright(image, codec.EncodedOrigin).contiguous().MoveToOuterDisposeScope();
    }

    /// <summary>Writes a picture; the name's ending says in which format: .png, .jpg, .jpeg or .webp.</summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <param name="image">uint8, or float in [0, 1]; grey or RGB. // [H, W], [1, H, W] or [3, H, W]</param>
    /// <param name="quality">Of JPEG and WebP, 0 to 100.</param>
    /// <exception cref="ArgumentException">Another ending, shape, type or range of values.</exception>
    public static void Write(string path, Tensor image, int quality = 90)
    {
        SKEncodedImageFormat format = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".png" => SKEncodedImageFormat.Png,
            ".jpg" or ".jpeg" => SKEncodedImageFormat.Jpeg,
            ".webp" => SKEncodedImageFormat.Webp,
            var other => throw new ArgumentException($"Expected a name that ends in .png, .jpg, .jpeg or .webp, found \"{other}\".", nameof(path)),
        };
        File.WriteAllBytes(path, Pixels.Encode(image, format, quality));
    }

    private static byte[] DecodePixels(SKCodec codec, string name)
    {
        // Without a colour space Skia leaves the file's numbers as they are.
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, null);
        var result = codec.GetPixels(info, out var pixels);
        return result == SKCodecResult.Success ? pixels : throw new InvalidDataException(
            $"{name}: expected a whole {codec.EncodedFormat} picture of {info.Width} x {info.Height}, " +
            (result == SKCodecResult.IncompleteInput ? "found that the file ends early or is damaged" : $"found damaged data ({result})") +
            ". Fetch the file again.");
    }

    /// <summary>Transparency shows white paper, not the black of a picture that simply drops its alpha. // [H, W, 4] -> [3, H, W]</summary>
    private static Tensor OnWhite(Tensor rgba)
    {
        var (rgb, alpha) = (rgba.narrow(2, 0, 3), rgba.narrow(2, 3, 1));
        if (alpha.min().ToByte() < 255)
        {
            var opacity = alpha.to(ScalarType.Float32) / 255;
            rgb = (rgb * opacity + 255 * (1 - opacity)).round().to(ScalarType.Byte);
        }
        return rgb.permute(2, 0, 1);
    }

    /// <summary>EXIF tag 0x112 names the corner that the first pixel belongs to (CIPA DC-008, 4.6.4 A). // [3, H, W]</summary>
    private static Tensor Upright(Tensor image, SKEncodedOrigin origin) => origin switch
    {
        SKEncodedOrigin.TopRight => image.flip(2),
        SKEncodedOrigin.BottomRight => image.flip(1, 2),
        SKEncodedOrigin.BottomLeft => image.flip(1),
        SKEncodedOrigin.LeftTop => image.transpose(1, 2),
        SKEncodedOrigin.RightTop => image.transpose(1, 2).flip(2),
        SKEncodedOrigin.RightBottom => image.transpose(1, 2).flip(1, 2),
        SKEncodedOrigin.LeftBottom => image.transpose(1, 2).flip(1),
        _ => image,
    };

    private static string Begin(byte[] content)
    {
        if (content.Length == 0)
            return "an empty file";
        if (content.AsSpan().IndexOf("ftyphei"u8) == 4)
            return "HEIC, which few programs read";
        return $"{content.Length:N0} bytes that begin with {Convert.ToHexString(content, 0, Math.Min(8, content.Length))}";
    }
}
