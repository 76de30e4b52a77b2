namespace Course.Drawings;

/// <summary>
/// Random values over the plane that change smoothly, from 0 to 1; they repeat every 16 units, so tiles join without a seam.
/// </summary>
/// <remarks>Value noise: D. Ebert and others, "Texturing and Modeling: A Procedural Approach" (1994).</remarks>
internal sealed class ValueNoise
{
    public const int Period = 16;

    private readonly float[] lattice = new float[Period * Period];

    public ValueNoise(Dice dice)
    {
        for (var i = 0; i < lattice.Length; i++)
            lattice[i] = dice.Next();
    }

    /// <summary>The value at a place.</summary>
    public float At(float x, float y)
    {
        var (column, row) = (MathF.Floor(x), MathF.Floor(y));
        var (right, down) = (Smooth(x - column), Smooth(y - row));
        var (i, j) = ((int)column, (int)row);
        var above = Lattice(i, j) + (Lattice(i + 1, j) - Lattice(i, j)) * right;
        var below = Lattice(i, j + 1) + (Lattice(i + 1, j + 1) - Lattice(i, j + 1)) * right;
        return above + (below - above) * down;
    }

    private float Lattice(int x, int y) => lattice[(y & (Period - 1)) * Period + (x & (Period - 1))];

    private static float Smooth(float part) => part * part * (3 - 2 * part);
}
