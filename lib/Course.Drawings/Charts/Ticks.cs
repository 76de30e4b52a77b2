using System.Globalization;

namespace Course.Drawings;

/// <summary>Round numbers along an axis.</summary>
internal static class Ticks
{
    /// <summary>A value beyond this is no measurement any more; charts leave a gap there, as for NaN.</summary>
    private const double Largest = 1e300;

    public static bool IsDrawable(double value) => Math.Abs(value) <= Largest; // false for NaN

    /// <summary>
    /// Multiples of 1, 2, 2.5 or 5 times a power of ten, about five of them: the first at or below the lowest value, the last at
    /// or above the highest.
    /// </summary>
    public static double[] Covering(IEnumerable<double> values)
    {
        var drawable = values.Where(IsDrawable).DefaultIfEmpty(0).ToList();
        var (low, high) = Widen(drawable.Min(), drawable.Max());
        var step = Step((high - low) / 5);
        var first = Math.Floor(low / step + 1e-9);
        var last = Math.Ceiling(high / step - 1e-9);
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)];
    }

    /// <summary>
    /// The tick's text: as many decimals as neighbours need to differ, powers of ten for the very large and small.
    /// </summary>
    public static string Text(double value, double step)
    {
        if (Math.Abs(value) < step / 2)
            return "0";
        if (Math.Abs(value) >= 1e6 || step < 1e-4)
            return value.ToString("0.####e+0", CultureInfo.InvariantCulture);
        var decimals = Enumerable.Range(0, 6)
            .First(d => d == 5 || Math.Abs(step * Math.Pow(10, d) - Math.Round(step * Math.Pow(10, d))) < 1e-6);
        return value.ToString("F" + decimals, CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// A number for reading: whole ones in full, others with some significant digits, fewer where that is exact.
    /// </summary>
    public static string Short(double value, int digits = 4) =>
        value == 0 ? "0" // negative zero too
        : Math.Abs(value) < 1e7 && Math.Round(value) == value ? value.ToString("0", CultureInfo.InvariantCulture)
        : !double.IsFinite(value) ? value.ToString(CultureInfo.InvariantCulture)
        : value.ToString("G" + digits, CultureInfo.InvariantCulture) is var text && !text.Contains('E') ? text
        : value.ToString($"0.{new string('#', digits - 1)}e0", CultureInfo.InvariantCulture); // 2e-5, not 2E-05

    /// <summary>Makes room around a single value, where the ticks would coincide.</summary>
    private static (double Low, double High) Widen(double low, double high)
    {
        var size = Math.Max(Math.Abs(low), Math.Abs(high));
        if (high - low > size * 1e-9 && high - low > 1e-290)
            return (low, high);
        var room = size < 1e-280 ? 1 : size / 2;
        return (low - room, high + room);
    }

    private static double Step(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return new[] { 1, 2, 2.5, 5, 10 }.Select(factor => factor * power).First(step => step >= rough * (1 - 1e-9));
    }
}
