using System.Numerics;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>Pixels from uint8 (0 to 255) to float32 (0 to 1).</summary>
internal sealed class ToTensor : Transform
{
    public override Tensor Apply(Tensor image, Random random)
    {
        if (image.dtype != ScalarType.Byte)
            throw new ArgumentException($"ToTensor expected pixels of type uint8 (Byte), found {image.dtype}. " +
                "It comes once, before Normalize and whatever else wants numbers from 0 to 1.", nameof(image));
        return Interleaved.Is(image) ? Planes(image) : image.to(ScalarType.Float32).div_(255);
    }

    public override string ToString() => "ToTensor()";

    /// <summary>Pixels that lie interleaved become three planes, in one pass. // uint8 [3, H, W] -> float32 [3, H, W]</summary>
    private static Tensor Planes(Tensor image)
    {
        var (height, width) = ((int)image.shape[1], (int)image.shape[2]);
        var result = empty(3, height, width);
        var planes = MemoryMarshal.Cast<byte, float>(result.bytes);
        var pixels = Interleaved.Pixels(image, out var row);
        for (var channel = 0; channel < 3; channel++)
            for (var y = 0; y < height; y++)
                Scale(pixels.Slice(y * row, width), 8 * channel, planes.Slice((channel * height + y) * width, width));
        GC.KeepAlive(image);
        return result;
    }

    private static void Scale(ReadOnlySpan<uint> pixels, int shift, Span<float> target)
    {
        var x = 0;
        for (; x + Vector<uint>.Count <= pixels.Length; x += Vector<uint>.Count)
        {
            var bytes = (new Vector<uint>(pixels[x..]) >> shift) & new Vector<uint>(255);
            (Vector.ConvertToSingle(bytes.As<uint, int>()) / new Vector<float>(255)).CopyTo(target[x..]);
        }
        for (; x < pixels.Length; x++)
            target[x] = (pixels[x] >> shift & 255) / 255f;
    }
}
