namespace Course.Drawings;

/// <summary>How the cloth of one garment looks: its grey tone, a pattern, the light on it, the camera's noise.</summary>
internal sealed class Fabric
{
    private enum Pattern { Plain, Rows, Columns, Checks, Blotches }

    private readonly Pattern pattern;
    private readonly float period, phase, depth;     // of the pattern: pixels, pixels, share of the tone
    private readonly float across, down, noise;      // light from one side, from above; noise in grey steps
    private readonly Dice dice;

    public Fabric(Dice dice, float patterned)
    {
        this.dice = dice;
        Tone = dice.Chance(0.2f) ? dice.Between(50, 125) : dice.Between(125, 255);
        pattern = dice.Chance(patterned) ? (Pattern)(1 + dice.Below(4)) : Pattern.Plain;
        (period, phase, depth) = (dice.Between(2.2f, 6), dice.Between(0, 6), dice.Between(0.15f, 0.7f));
        (across, down, noise) = (dice.Around(0, 0.16f), dice.Around(0, 0.16f), dice.Between(2, 14));
    }

    /// <summary>The grey of the cloth.</summary>
    public float Tone { get; }

    /// <summary>The same cloth in shade, or in light.</summary>
    public float Shade(float part) => MathF.Min(255, Tone * part);

    /// <summary>A seam or an edge: darker than bright cloth, brighter than dark cloth.</summary>
    public float Seam => Tone > 100 ? Tone * 0.6f : Tone + 70;

    /// <summary>Reads the garment from the sheet and lays pattern, light and noise over it; the ground stays black.</summary>
    public void Finish(Sketch sketch, Span<byte> pixels)
    {
        for (var y = 0; y < Sketch.Size; y++)
            for (var x = 0; x < Sketch.Size; x++)
            {
                float drawn = sketch[x, y];
                if (drawn > 0)
                    drawn = drawn * Weave(x, y) * Light(x, y) + dice.Around(0, noise) * MathF.Min(1, drawn / 60);
                pixels[y * Sketch.Size + x] = (byte)Math.Clamp(drawn, 0, 255);
            }
    }

    private float Light(int x, int y) =>
        1 + across * (x - Sketch.Middle) / Sketch.Middle + down * (y - Sketch.Middle) / Sketch.Middle;

    private float Weave(int x, int y) => pattern switch
    {
        Pattern.Rows => 1 - depth * Band(y),
        Pattern.Columns => 1 - depth * Band(x),
        Pattern.Checks => 1 - depth * 0.5f * (Band(x) + Band(y)),
        Pattern.Blotches => 1 - depth * (dice.Chance(0.4f) ? dice.Next() : 0),
        _ => 1,
    };

    private float Band(int at) => (at + phase) % period < period / 2 ? 1 : 0;
}
