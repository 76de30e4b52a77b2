using SkiaSharp;

namespace Course.Drawings;

/// <summary>Colours of the drawn photos.</summary>
internal static class Colours
{
    public static readonly SKColor Ink = new(28, 22, 20), Paper = new(240, 236, 228), Pink = new(222, 142, 140);

    /// <summary>A colour near the one given; hue in degrees, saturation and brightness in per cent.</summary>
    public static SKColor Near(Dice dice, float hue, float saturation, float value) => SKColor.FromHsv(
        (dice.Around(hue, 8) + 720) % 360, Math.Clamp(dice.Around(saturation, 8), 0, 100),
        Math.Clamp(dice.Around(value, 9), 4, 100));

    /// <summary>Any colour.</summary>
    public static SKColor Any(Dice dice) => Near(dice, dice.Between(0, 360), dice.Between(5, 85), dice.Between(20, 95));

    /// <summary>The same colour darker (below 1) or brighter.</summary>
    public static SKColor Shade(SKColor colour, float part) =>
        new(Part(colour.Red, part), Part(colour.Green, part), Part(colour.Blue, part));

    /// <summary>What lies between two colours.</summary>
    public static SKColor Mix(SKColor from, SKColor to, float part) => new(
        (byte)(from.Red + (to.Red - from.Red) * part), (byte)(from.Green + (to.Green - from.Green) * part),
        (byte)(from.Blue + (to.Blue - from.Blue) * part));

    private static byte Part(byte value, float part) => (byte)Math.Clamp(value * part, 0, 255);
}

/// <summary>
/// What a shape is filled with: a colour, or a pattern over it, and how ragged its edge is in units of the sheet.
/// </summary>
internal readonly record struct Ink(SKColor Colour, SKShader? Pattern = null, float Rough = 0)
{
    public static implicit operator Ink(SKColor colour) => new(colour);
}
