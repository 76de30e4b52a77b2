namespace Course.Drawings;

/// <summary>
/// Random numbers that are the same on every platform and .NET version, which System.Random does not promise.
/// SplitMix64: G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators" (OOPSLA 2014).
/// </summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>Evenly from 0 to 1, 1 excluded.</summary>
    public float Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 40) * (1f / (1 << 24));
    }

    /// <summary>Evenly between two numbers.</summary>
    public float Between(float low, float high) => low + (high - low) * Next();

    /// <summary>Around a mean, mostly within the spread to either side and never beyond three times of it.</summary>
    public float Around(float mean, float spread) => mean + spread * 2 * (Next() + Next() + Next() - 1.5f);

    /// <summary>True with this probability.</summary>
    public bool Chance(float probability) => Next() < probability;

    /// <summary>A whole number from 0, the limit excluded.</summary>
    public int Below(int limit) => (int)(Next() * limit);
}
