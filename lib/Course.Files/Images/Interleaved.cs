using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Files;

/// <summary>
/// Colour pixels in the decoder's memory order, four bytes side by side of which the fourth is unused. To everybody else such an
/// image is an ordinary uint8 tensor [3, H, W] with uncommon strides; the steps that know it treat a pixel as one number. A
/// crop of one (<c>narrow</c>) is one too.
/// </summary>
public static class Interleaved
{
    /// <summary>Bytes from one pixel to the next.</summary>
    public const int PixelBytes = 4;
    private const int RowMultiple = 8; // rows end where the resampler's last whole vector does

    /// <summary>Bytes from one row to the next in a new image.</summary>
    public static int RowBytes(int width) => (width * PixelBytes + RowMultiple - 1) / RowMultiple * RowMultiple;

    /// <summary>A new image, its pixels not yet set. // uint8 [3, H, W]</summary>
    public static Tensor Empty(int height, int width)
    {
        long row = RowBytes(width);
        using var memory = empty(height * row, dtype: ScalarType.Byte);
        return memory.as_strided([3, height, width], [1, row, PixelBytes], 0);
    }

    /// <summary>True for an image in this order.</summary>
    public static bool Is(Tensor image)
    {
        if (image.dtype != ScalarType.Byte || image.dim() != 3 || image.shape[0] != 3 || image.device_type != DeviceType.CPU)
            return false;
        var strides = image.stride();
        return strides[0] == 1 && strides[2] == PixelBytes && strides[1] % RowMultiple == 0 &&
            strides[1] >= image.shape[2] * PixelBytes;
    }

    /// <summary>
    /// Its pixels, from the first one to the last, and how many lie between one row's begin and the next one's.
    /// </summary>
    public static Span<uint> Pixels(Tensor image, out int row)
    {
        row = (int)(image.stride(1) / PixelBytes);
        using var rows = image.narrow(1, 0, 1);
        using var corner = rows.narrow(2, 0, 1);
        using var first = corner.narrow(0, 0, 1);
        var length = ((int)image.shape[1] - 1) * row + (int)image.shape[2];
        // Only contiguous tensors give out their memory, so the first byte does; the image keeps the memory alive.
        return MemoryMarshal.CreateSpan(ref Unsafe.As<byte, uint>(ref first.bytes[0]), length);
    }

    /// <summary>Three planes of another order in this one. // [&lt;= 3, H, W]</summary>
    public static Tensor Pack(Tensor planes)
    {
        var packed = Empty((int)planes.shape[1], (int)planes.shape[2]);
        using var used = packed.narrow(0, 0, planes.shape[0]);
        used.copy_(planes);
        return packed;
    }

    /// <summary>The same image seen in a mirror. // [3, H, W]</summary>
    public static Tensor Mirrored(Tensor image)
    {
        var (height, width) = ((int)image.shape[1], (int)image.shape[2]);
        var result = Empty(height, width);
        var target = Pixels(result, out var targetRow);
        var source = Pixels(image, out var sourceRow);
        for (var y = 0; y < height; y++)
        {
            var row = target.Slice(y * targetRow, width);
            source.Slice(y * sourceRow, width).CopyTo(row);
            row.Reverse();
        }
        GC.KeepAlive(image);
        return result;
    }

    /// <summary>Three planes of numbers from 0 to 1, made in one pass. // float32 [3, H, W]</summary>
    public static Tensor Planes(Tensor image)
    {
        var (height, width) = ((int)image.shape[1], (int)image.shape[2]);
        var result = empty(3, height, width);
        var planes = MemoryMarshal.Cast<byte, float>(result.bytes);
        var pixels = Pixels(image, out var row);
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
