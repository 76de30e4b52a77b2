namespace Course.Files;

/// <summary>
/// Along one side of an image: which old pixels make each new one, and with what weight, as PIL has it (Pillow's Resample.c).
/// Where the image shrinks the filter is stretched by the same factor, so that every old pixel counts (antialiasing). Weights
/// are fixed-point numbers, as PIL's are for 8-bit pixels: only so every grey level comes out the same.
/// </summary>
internal sealed class ResamplingWeights
{
    /// <summary>Binary digits after the point: 32, less 8 for the pixel and 2 for sums beyond 1.</summary>
    public const int FractionBits = 32 - 8 - 2;

    private readonly int most; // room for the weights of one new pixel
    private readonly int[] values;

    /// <summary>
    /// Weights of <paramref name="to"/> new pixels made of <paramref name="from"/> old ones, or of some of the new ones.
    /// </summary>
    /// <param name="from">Old pixels.</param>
    /// <param name="to">New pixels.</param>
    /// <param name="filter">How new ones come from old ones.</param>
    /// <param name="start">The first new pixel that is wanted; the weights count from it.</param>
    /// <param name="count">How many new pixels are wanted.</param>
    public ResamplingWeights(int from, int to, ResamplingFilter filter, int start, int count)
    {
        Func<double, double> weigh = filter == ResamplingFilter.Cubic ? Cubic : Triangle;
        var scale = (double)from / to;
        var stretch = Math.Max(scale, 1);
        var reach = (filter == ResamplingFilter.Cubic ? 2 : 1) * stretch;
        most = filter == ResamplingFilter.Nearest ? 1 : (int)Math.Ceiling(reach) * 2 + 1;
        (First, Count, values) = (new int[count], new int[count], new int[count * most]);
        if (filter == ResamplingFilter.Nearest)
        {
            var place = scale * 0.5; // the new pixel's centre, added up step by step for PIL's very roundings
            for (var i = -start; i < count; i++, place += scale)
                if (i >= 0)
                    (First[i], Count[i], values[i]) = (Math.Min((int)place, from - 1), 1, 1 << FractionBits);
            return;
        }
        var weights = new double[most];
        for (var i = 0; i < count; i++)
        {
            var centre = (start + i + 0.5) * scale;
            First[i] = Math.Max((int)(centre - reach + 0.5), 0);
            Count[i] = Math.Min((int)(centre + reach + 0.5), from) - First[i];
            var sum = 0.0;
            for (var k = 0; k < Count[i]; k++)
                sum += weights[k] = weigh((k + First[i] - centre + 0.5) * (1 / stretch));
            for (var k = 0; k < Count[i]; k++)
                values[i * most + k] = Fixed(sum == 0 ? weights[k] : weights[k] / sum);
        }
    }

    /// <summary>The first old pixel of each new wanted one. // [count]</summary>
    public int[] First { get; }

    /// <summary>How many old pixels make each new wanted one. // [count]</summary>
    public int[] Count { get; }

    /// <summary>The weights of the old pixels that make a new one, in 2^-22. // [Count[i]]</summary>
    public ReadOnlySpan<int> Of(int i) => values.AsSpan(i * most, Count[i]);

    private static int Fixed(double weight) => (int)(weight * (1 << FractionBits) + (weight < 0 ? -0.5 : 0.5));

    private static double Triangle(double x) => Math.Max(1 - Math.Abs(x), 0);

    /// <summary>Keys' cubic convolution with a = -0.5 (IEEE Trans. ASSP 29, 1981), PIL's choice.</summary>
    private static double Cubic(double x)
    {
        const double A = -0.5;
        x = Math.Abs(x);
        return x < 1 ? ((A + 2) * x - (A + 3)) * x * x + 1
            : x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }
}
