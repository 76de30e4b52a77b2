namespace Course.Vision;

/// <summary>
/// A mean, and how far chance may have moved it: two standard errors to either side hold the true mean about 19 times in 20.
/// </summary>
/// <param name="Mean">The mean.</param>
/// <param name="Margin">Two standard errors.</param>
public sealed record Interval(double Mean, double Margin)
{
    /// <summary>Lower end.</summary>
    public double Low => Mean - Margin;

    /// <summary>Upper end.</summary>
    public double High => Mean + Margin;

    /// <summary>True where zero lies outside: a difference that chance alone hardly makes.</summary>
    public bool IsClear => Low > 0 || High < 0;

    /// <summary>The interval around the mean of some values, such as the hits of all test images.</summary>
    /// <exception cref="ArgumentException">There are fewer than two values.</exception>
    public static Interval Of(IEnumerable<double> values)
    {
        var all = values.ToList();
        if (all.Count < 2)
            throw new ArgumentException($"Expected at least two values, found {all.Count}.", nameof(values));
        var mean = all.Average();
        var variance = all.Sum(value => (value - mean) * (value - mean)) / (all.Count - 1);
        return new(mean, 2 * Math.Sqrt(variance / all.Count));
    }

    /// <summary>Such as <c>91.3 ± 2.8</c>.</summary>
    public override string ToString() => $"{Mean:F1} ± {Margin:F1}";
}
