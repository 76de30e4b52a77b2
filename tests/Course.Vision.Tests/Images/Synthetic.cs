using System.Security.Cryptography;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

/// <summary>The formula image of the golden values, in both memory orders, and how the golden values name pixels.</summary>
internal static class Synthetic
{
    /// <summary>uint8 [3, height, width], rint(127.5 + 127.5 sin(0.3 x + 0.2 y + c)).</summary>
    public static Tensor Image(int height = 37, int width = 53, bool interleaved = false)
    {
        var image = new byte[3, height, width];
        for (var c = 0; c < 3; c++)
            for (var y = 0; y < height; y++)
                for (var x = 0; x < width; x++)
                    image[c, y, x] = (byte)Math.Round(127.5 + 127.5 * Math.Sin(0.3 * x + 0.2 * y + c));
        var planes = tensor(image);
        return interleaved ? Interleaved.Pack(planes) : planes;
    }

    /// <summary>MD5 of a uint8 image [C, H, W], channel by channel.</summary>
    public static string Md5(Tensor image)
    {
        using var planes = image.contiguous();
        return Hash(planes);
    }

    /// <summary>MD5 of a uint8 image [C, H, W], pixel by pixel.</summary>
    public static string Md5OfPixels(Tensor image)
    {
        using var pixels = image.permute(1, 2, 0).contiguous();
        return Hash(pixels);
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351", Justification = "The golden values name pixels by MD5.")]
    private static string Hash(Tensor pixels) => Convert.ToHexStringLower(MD5.HashData(pixels.bytes));
}
