using static TorchSharp.torch;

namespace Course.Files;

/// <summary>
/// Resizes interleaved images without antialiasing: each new pixel is the weighted mean of the four old ones around its centre.
/// OpenCV's cv2.resize with INTER_LINEAR, to the last grey level (its resize.cpp: weights of 11 binary digits).
/// </summary>
public static class FourNeighbours
{
    private const int One = 1 << 11;

    /// <summary>Makes an image of another size. // [3, H, W] -> [3, height, width]</summary>
    public static Tensor Resize(Tensor image, int height, int width)
    {
        var result = Interleaved.Empty(height, width);
        var target = Interleaved.Pixels(result, out var targetRow);
        var source = Interleaved.Pixels(image, out var row);
        var (oldHeight, oldWidth) = ((int)image.shape[1], (int)image.shape[2]);
        for (var y = 0; y < height; y++)
        {
            var (top, down) = Place(y, oldHeight, height);
            var upper = source[(Math.Clamp(top, 0, oldHeight - 1) * row)..];
            var lower = source[(Math.Clamp(top + 1, 0, oldHeight - 1) * row)..];
            for (var x = 0; x < width; x++)
            {
                var (left, right) = Place(x, oldWidth, width);
                if (left < 0 || left >= oldWidth - 1)   // OpenCV takes a border's own pixel alone, along rows only
                    (left, right) = (Math.Clamp(left, 0, oldWidth - 1), 0);
                var next = Math.Min(left + 1, oldWidth - 1);
                uint pixel = 0;
                for (var shift = 0; shift < 24; shift += 8)
                    pixel |= (uint)Mean(Mean(upper[left], upper[next], shift, right),
                        Mean(lower[left], lower[next], shift, right), down) << shift;
                target[y * targetRow + x] = pixel;
            }
        }

        GC.KeepAlive(image);
        return result;
    }

    /// <summary>The old pixel at or before a new one's centre, and the next one's weight.</summary>
    private static (int Before, int Weight) Place(int i, int from, int to)
    {
        var place = (float)((i + 0.5) * (1 / ((double)to / from)) - 0.5);
        var before = (int)MathF.Floor(place);
        return (before, (int)MathF.Round((place - before) * One));
    }

    private static int Mean(uint one, uint next, int shift, int weight) =>
        (int)(one >> shift & 255) * (One - weight) + (int)(next >> shift & 255) * weight;

    private static int Mean(int upper, int lower, int weight) =>
        (((One - weight) * (upper >> 4) >> 16) + (weight * (lower >> 4) >> 16) + 2) >> 2;
}
