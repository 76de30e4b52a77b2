using System.Buffers;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>Resizes interleaved images as PIL does, to the last grey level: first every row, rounded to bytes, then every column.</summary>
internal static class Resampler
{
    /// <summary>Makes an image of another size; either side may grow or shrink. // [3, H, W] -> [3, height, width]</summary>
    public static Tensor Resize(Tensor image, int height, int width, Interpolation interpolation)
    {
        var result = Interleaved.Empty(height, width);
        var target = Interleaved.Pixels(result, out var targetRow);
        var source = Interleaved.Pixels(image, out var sourceRow);
        var (oldHeight, oldWidth) = ((int)image.shape[1], (int)image.shape[2]);
        if (interpolation == Interpolation.Nearest)
        {
            var (rows, columns) = (Nearest(oldHeight, height), Nearest(oldWidth, width));
            for (var y = 0; y < height; y++)
                Pick(source[(rows[y] * sourceRow)..], target.Slice(y * targetRow, width), columns);
        }
        else
        {
            var between = ArrayPool<uint>.Shared.Rent(oldHeight * targetRow); // as wide as the new image, as high as the old one
            var weights = oldWidth == width ? null : new ResamplingWeights(oldWidth, width, interpolation);
            for (var y = 0; y < oldHeight; y++)
                Row(source.Slice(y * sourceRow, oldWidth), between.AsSpan(y * targetRow, width), weights);
            if (oldHeight == height)
                between.AsSpan(0, target.Length).CopyTo(target);
            else
                Columns(between, targetRow, target, new(oldHeight, height, interpolation));
            ArrayPool<uint>.Shared.Return(between);
        }

        GC.KeepAlive(image);
        return result;
    }

    private static void Row(ReadOnlySpan<uint> source, Span<uint> target, ResamplingWeights? weights)
    {
        if (weights == null)
            source.CopyTo(target);
        else
            WeightedPixels.Across(MemoryMarshal.AsBytes(source), MemoryMarshal.AsBytes(target), weights);
    }

    private static void Columns(ReadOnlySpan<uint> source, int row, Span<uint> target, ResamplingWeights weights)
    {
        for (var y = 0; y < weights.Count.Length; y++)
        {
            var old = MemoryMarshal.AsBytes(source.Slice(weights.First[y] * row, weights.Count[y] * row));
            // The last row of an odd width has no padding after it in the target's span.
            var made = target.Slice(y * row, Math.Min(row, target.Length - y * row));
            WeightedPixels.Down(old, row * Interleaved.PixelBytes, MemoryMarshal.AsBytes(made), weights.Of(y));
        }
    }

    private static void Pick(ReadOnlySpan<uint> source, Span<uint> target, int[] columns)
    {
        for (var x = 0; x < target.Length; x++)
            target[x] = source[columns[x]];
    }

    /// <summary>The old pixel under each new one's centre; added up step by step, for PIL's very roundings.</summary>
    private static int[] Nearest(int from, int to)
    {
        var places = new int[to];
        var scale = (double)from / to;
        var place = scale * 0.5;
        for (var i = 0; i < to; i++, place += scale)
            places[i] = Math.Min((int)place, from - 1);
        return places;
    }
}
