using SkiaSharp;
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
        using var image = PictureDecoder.Decode(content, name, mostPixels);
        return image.contiguous();
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
            var other => throw new ArgumentException(
                $"Expected a name that ends in .png, .jpg, .jpeg or .webp, found \"{other}\".", nameof(path)),
        };
        File.WriteAllBytes(path, Pixels.Encode(image, format, quality));
    }
}
