namespace Course.Vision;

/// <summary>
/// Gauss and Legendre's rule for an integral over 0..1: n points, exact for polynomials up to degree 2n-1. The points are the zeros of the
/// Legendre polynomial, found by Newton's method.
/// </summary>
internal static class GaussLegendre
{
    /// <summary>Positions in 0..1, and weights that add up to 1.</summary>
    public static IEnumerable<(double Position, double Weight)> Rule(int points)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 1);
        for (var i = points; i >= 1; i--)
        {
            var x = Math.Cos(Math.PI * (i - 0.25) / (points + 0.5)); // close to the i-th zero
            for (var newton = 0; newton < 20; newton++)
            {
                var (value, slope) = Legendre(points, x);
                x -= value / slope;
            }

            var (_, final) = Legendre(points, x);
            yield return ((1 + x) / 2, 1 / ((1 - x * x) * final * final));
        }
    }

    private static (double Value, double Slope) Legendre(int degree, double x)
    {
        var (value, lower) = (1.0, 0.0);
        for (var k = 1; k <= degree; k++) (value, lower) = (((2 * k - 1) * x * value - (k - 1) * lower) / k, value);
        return (value, degree * (x * value - lower) / (x * x - 1));
    }
}
