using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>Do two maps agree on what matters more and what less? Spearman's rank correlation.</summary>
public static class RankCorrelation
{
    /// <summary>Pearson's correlation of the ranks; equal values share the mean of their ranks.</summary>
    /// <param name="a">A map, of any shape; signs count, so take abs() first where they should not.</param>
    /// <param name="b">Another map of the same shape.</param>
    /// <returns>1: the same order, 0: unrelated (also where a map is constant), -1: the opposite order.</returns>
    public static double Of(Tensor a, Tensor b)
    {
        if (!a.shape.SequenceEqual(b.shape))
            throw new ArgumentException(
                $"Expected two maps of one shape, found {Expect.Shape(a)} and {Expect.Shape(b)}. Maps.ToSizeOf stretches a map.",
                nameof(b));
        return Pearson(Ranks(a), Ranks(b));
    }

    private static double[] Ranks(Tensor map)
    {
        using var flat = map.detach().cpu().to(ScalarType.Float64).flatten().contiguous();
        var values = flat.data<double>().ToArray();
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort(values, order);
        var ranks = new double[values.Length];
        for (int first = 0, next; first < values.Length; first = next)
        {
            for (next = first + 1; next < values.Length && values[next] == values[first];) next++;
            for (var i = first; i < next; i++) ranks[order[i]] = (first + next - 1) / 2.0;
        }

        return ranks;
    }

    private static double Pearson(double[] a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        var (ab, aa, bb) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            var (x, y) = (a[i] - meanA, b[i] - meanB);
            (ab, aa, bb) = (ab + x * y, aa + x * x, bb + y * y);
        }

        return aa == 0 || bb == 0 ? 0 : ab / Math.Sqrt(aa * bb);
    }
}
