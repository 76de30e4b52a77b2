using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>Parts of an image that belong together: similar colours side by side.</summary>
public static class Superpixels
{
    /// <summary>
    /// SLIC: k-means over colour and position, where a pixel only looks at the centres nearby. Achanta et al., "SLIC
    /// Superpixels", 2010. Colours are compared as they come (the paper converts them to Lab), and stray pixels are not joined to
    /// a neighbour.
    /// </summary>
    /// <param name="image">One image, of any number of channels. // [C, H, W]</param>
    /// <param name="count">About how many superpixels; the grid it begins with is as square as the image allows.</param>
    /// <param name="compactness">Large: squares. Small: whatever the colours say. 1 weighs one step of the grid like the image's
    /// whole range.</param>
    /// <param name="rounds">How often the centres move.</param>
    /// <returns>Each pixel's superpixel, numbered from 0 without gaps. // [H, W] int64</returns>
    public static Tensor Slic(Tensor image, int count = 50, double compactness = 0.3, int rounds = 5)
    {
        Expect.Dimensions(image, 3, "one image [C, H, W]");
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var (channels, height, width) = ((int)image.shape[0], (int)image.shape[1], (int)image.shape[2]);
        using var unit = Maps.ToUnitRange(image.detach().cpu().to(ScalarType.Float32).reshape(1, 1, -1));
        var colours = unit.data<float>().ToArray();
        var step = Math.Sqrt(height * width / (double)count);
        var centres = Grid(height, width, step, channels);
        var labels = new long[height * width];
        for (var round = 0; round <= rounds; round++)
        {
            Assign(labels, centres, colours, height, width, step, compactness);
            Move(centres, labels, colours, width);
        }

        return tensor(WithoutGaps(labels)).reshape(height, width);
    }

    // A centre is (row, column, colour...).
    private static double[][] Grid(int height, int width, double step, int channels)
    {
        var (rows, columns) = ((int)Math.Max(1, Math.Round(height / step)), (int)Math.Max(1, Math.Round(width / step)));
        return [.. from r in Enumerable.Range(0, rows)
                   from c in Enumerable.Range(0, columns)
                   select (double[])[(r + 0.5) * height / rows - 0.5, (c + 0.5) * width / columns - 0.5,
                   .. new double[channels]]];
    }

    private static void Assign(
        long[] labels, double[][] centres, float[] colours, int height, int width, double step, double compactness)
    {
        var nearest = Enumerable.Repeat(double.PositiveInfinity, labels.Length).ToArray();
        var started = centres.Any(centre => centre.Skip(2).Any(colour => colour != 0)); // the first round sees positions only
        for (var k = 0; k < centres.Length; k++)
        {
            var (row, column) = (centres[k][0], centres[k][1]);
            for (var y = Math.Max(0, (int)(row - 2 * step)); y <= Math.Min(height - 1, (int)(row + 2 * step)); y++)
                for (var x = Math.Max(0, (int)(column - 2 * step)); x <= Math.Min(width - 1, (int)(column + 2 * step)); x++)
                {
                    var apart = ((y - row) * (y - row) + (x - column) * (x - column)) / (step * step);
                    var distance = compactness * compactness * apart
                        + (started ? ColourDistance(centres[k], colours, y * width + x) : 0);
                    if (distance >= nearest[y * width + x])
                        continue;
                    nearest[y * width + x] = distance;
                    labels[y * width + x] = k;
                }
        }
    }

    private static double ColourDistance(double[] centre, float[] colours, int pixel)
    {
        var (sum, pixels) = (0.0, colours.Length / (centre.Length - 2));
        for (var c = 2; c < centre.Length; c++) sum += Math.Pow(colours[(c - 2) * pixels + pixel] - centre[c], 2);
        return sum;
    }

    private static void Move(double[][] centres, long[] labels, float[] colours, int width)
    {
        var members = new int[centres.Length];
        var sums = centres.Select(centre => new double[centre.Length]).ToArray();
        for (var i = 0; i < labels.Length; i++)
        {
            var (sum, k) = (sums[labels[i]], labels[i]);
            members[k]++;
            sum[0] += i / width;
            sum[1] += i % width;
            for (var c = 2; c < sum.Length; c++) sum[c] += colours[(c - 2) * labels.Length + i];
        }

        for (var k = 0; k < centres.Length; k++)
            if (members[k] > 0)
                centres[k] = [.. sums[k].Select(value => value / members[k])];
    }

    private static long[] WithoutGaps(long[] labels)
    {
        var numbers = labels.Distinct().Order().Select((label, number) => (label, number))
            .ToDictionary(p => p.label, p => (long)p.number);
        return [.. labels.Select(label => numbers[label])];
    }
}
