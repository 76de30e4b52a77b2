using SkiaSharp;

namespace Course.Drawings;

/// <summary>The pattern of a coat or a cloth.</summary>
internal enum Marking { Plain, Stripes, Patches, Spots, Checks, Speckles }

/// <summary>
/// What covers a thing: fur, cloth, peel or paint. A tile of smooth noise in two colours, drawn once a photo and laid over every
/// part of the thing.
/// </summary>
internal sealed class Coat : IDisposable
{
    private const int Side = 64; // pixels of the tile, 16 units of the noise

    // Hue in degrees, saturation and brightness in per cent, as animals have them.
    private static readonly (float Hue, float Saturation, float Value)[] furs =
        [(30, 12, 16), (30, 6, 94), (25, 6, 52), (24, 58, 38), (32, 48, 70), (26, 72, 84), (40, 24, 90), (20, 40, 26),
        (210, 10, 42)];

    private readonly SKBitmap tile = new(new SKImageInfo(Side, Side, SKColorType.Rgba8888, SKAlphaType.Opaque));
    private readonly SKShader shader;
    private readonly float rough;

    private Coat(Dice dice, SKColor main, SKColor second, Marking marking, float grain, float rough)
    {
        (Main, Second, this.rough) = (main, second, rough);
        Paint(dice, marking, grain);
        var scale = dice.Between(0.6f, 1.4f);
        shader = tile.ToShader(SKShaderTileMode.Repeat, SKShaderTileMode.Repeat,
            SKMatrix.CreateScaleTranslation(scale, scale, dice.Between(0, 60), dice.Between(0, 60)));
    }

    public SKColor Main { get; }

    public SKColor Second { get; }

    /// <summary>The coat itself, with its pattern and, where it is fur, a ragged edge.</summary>
    public Ink Ink => new(Main, shader, rough);

    /// <summary>One of its colours alone, with the same edge.</summary>
    public Ink Of(SKColor colour) => new(colour, null, rough);

    /// <summary>Fur in the colours that animals share, so that a colour tells no animal.</summary>
    public static Coat Fur(Dice dice)
    {
        var marking = dice.Chance(0.35f) ? Marking.Plain : (Marking)(1 + dice.Below(3));
        return new(dice, AnyFur(dice), AnyFur(dice), marking, dice.Between(0.12f, 0.35f), dice.Between(0.4f, 1.3f));
    }

    /// <summary>A smooth cover of a given colour, in which only its noise and now and then a pattern varies.</summary>
    public static Coat Of(Dice dice, float hue, float saturation, float value, Marking marking = Marking.Plain)
    {
        var main = Colours.Near(dice, hue, saturation, value);
        return new(dice, main, Colours.Shade(main, dice.Chance(0.5f) ? 0.55f : 1.5f), marking, dice.Between(0.05f, 0.2f), 0);
    }

    /// <summary>A cover of any colour and pattern.</summary>
    public static Coat Any(Dice dice) => Of(dice, dice.Between(0, 360), dice.Between(10, 90), dice.Between(30, 95),
        dice.Chance(0.6f) ? Marking.Plain : (Marking)(1 + dice.Below(5)));

    public void Dispose()
    {
        shader.Dispose();
        tile.Dispose();
    }

    private static SKColor AnyFur(Dice dice)
    {
        var (hue, saturation, value) = furs[dice.Below(furs.Length)];
        return Colours.Near(dice, hue, saturation, value);
    }

    private void Paint(Dice dice, Marking marking, float grain)
    {
        var (coarse, fine) = (new ValueNoise(dice), new ValueNoise(dice));
        var (period, lean, share, hair) = (
            dice.Below(3) + 2, dice.Between(0.1f, 0.5f), dice.Between(0.4f, 0.6f), 1 + dice.Below(3));
        var pixels = tile.GetPixelSpan();
        for (var y = 0; y < Side; y++)
            for (var x = 0; x < Side; x++)
            {
                var (u, v) = (x * 16f / Side, y * 16f / Side);
                var soft = coarse.At(u / 2, v / 2);
                var second = marking switch
                {
                    Marking.Stripes => (v * period / 4 + 3 * lean * soft) % 1 < share * 0.8f,
                    Marking.Patches => soft > share,
                    Marking.Spots => coarse.At(u, v) > share + 0.15f,
                    Marking.Checks => ((int)(u * period / 4) + (int)(v * period / 4)) % 2 == 0,
                    Marking.Speckles => fine.At(u * 4, v * 4) > 0.75f,
                    _ => false,
                };
                var light = 1 + grain * (fine.At(u * 4, v * 4 / hair) + fine.At(u * 2 + 5, v) - 1);
                var colour = Colours.Shade(second ? Second : Main, light);
                var at = 4 * (y * Side + x);
                (pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]) = (colour.Red, colour.Green, colour.Blue, 255);
            }
    }
}
