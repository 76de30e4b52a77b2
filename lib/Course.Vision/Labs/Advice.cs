namespace Course.Vision;

/// <summary>What to look at when an answer of <see cref="Check"/> is wrong, told from how it is wrong.</summary>
internal static class Advice
{
    /// <summary>One number that is off.</summary>
    public static string On(double actual, double expected) => Words.Here[
        !double.IsFinite(actual) ? "NotFinite"
        : expected != 0 && Math.Abs(actual + expected) < 1e-6 * Math.Abs(expected) ? "Sign" : "ByHand"];

    /// <summary>So many numbers of a tensor that are off, the first of them being <paramref name="first"/>.</summary>
    public static string On(long wrong, long all, double first) =>
        Words.Here[!double.IsFinite(first) ? "NotFinite" : wrong == all ? "AllDiffer" : "SomeDiffer", wrong, all];

    /// <summary>A shape that is off; null where there is no tensor at all.</summary>
    public static string OnShape(long[]? actual, long[] expected) => Words.Here[
        actual is null ? "NothingReturned" : actual.Length != expected.Length ? "Dimensions" : "Size",
        actual?.Length, expected.Length];
}
