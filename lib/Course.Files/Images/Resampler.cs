using System.Buffers;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Course.Files;

/// <summary>
/// Resizes interleaved images as PIL does, to the last grey level: first every row, rounded to bytes, then every column.
/// </summary>
public static class Resampler
{
    /// <summary>
    /// Makes an image of another size, whose sides may grow or shrink, or a part of that image and nothing beside it: the same
    /// pixels for less work. // [3, H, W] -> [3, height, width] or [3, part.Height, part.Width]
    /// </summary>
    public static Tensor Resize(
        Tensor image, int height, int width, ResamplingFilter filter, (int Top, int Left, int Height, int Width)? wanted = null)
    {
        var part = wanted ?? (0, 0, height, width);
        var result = Interleaved.Empty(part.Height, part.Width);
        var target = Interleaved.Pixels(result, out var targetRow);
        var source = Interleaved.Pixels(image, out var sourceRow);
        var (oldHeight, oldWidth) = ((int)image.shape[1], (int)image.shape[2]);
        var across = new ResamplingWeights(oldWidth, width, filter, part.Left, part.Width);
        var down = new ResamplingWeights(oldHeight, height, filter, part.Top, part.Height);
        var (first, end) = (down.First[0], down.First[^1] + down.Count[^1]);
        // as wide as the new image, as high as the old one
        var between = ArrayPool<uint>.Shared.Rent((end - first) * targetRow);
        for (var y = first; y < end; y++)
            WeightedPixels.Across(MemoryMarshal.AsBytes(source.Slice(y * sourceRow, oldWidth)),
                MemoryMarshal.AsBytes(between.AsSpan((y - first) * targetRow, part.Width)), across);
        Columns(between, first, targetRow, target, down);
        ArrayPool<uint>.Shared.Return(between);
        GC.KeepAlive(image);
        return result;
    }

    private static void Columns(ReadOnlySpan<uint> source, int first, int row, Span<uint> target, ResamplingWeights weights)
    {
        for (var y = 0; y < weights.Count.Length; y++)
        {
            var old = MemoryMarshal.AsBytes(source.Slice((weights.First[y] - first) * row, weights.Count[y] * row));
            // The last row of an odd width has no padding after it in the target's span.
            var made = target.Slice(y * row, Math.Min(row, target.Length - y * row));
            WeightedPixels.Down(old, row * Interleaved.PixelBytes, MemoryMarshal.AsBytes(made), weights.Of(y));
        }
    }
}
