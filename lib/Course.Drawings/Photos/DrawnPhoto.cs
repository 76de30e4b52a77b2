using SkiaSharp;

namespace Course.Drawings;

/// <summary>
/// Takes one drawn photo: a backdrop, the thing in some pose with its shadow, something in front, then what a camera adds
/// (exposure, colour cast, blur, vignette, noise).
/// </summary>
/// <param name="size">Height and width in pixels.</param>
public sealed class DrawnPhoto(int size) : IDisposable
{
    private readonly Easel easel = new(size);

    /// <summary>Draws into <paramref name="pixels"/>. // [3, size, size]</summary>
    /// <param name="thing">What is on the photo.</param>
    /// <param name="seed">The same number gives the same photo.</param>
    /// <param name="pixels">Room for the photo.</param>
    public void Take(DrawnThing thing, ulong seed, Span<byte> pixels)
    {
        var dice = new Dice(seed);
        easel.Begin((uint)seed, dice.Between(0.2f, 0.6f), (dice.Between(-0.35f, 0.35f), dice.Between(-0.4f, 0.05f)));
        using var blur = dice.Chance(0.4f) ? SKImageFilter.CreateBlur(dice.Between(0.1f, 0.7f), dice.Between(0.1f, 0.7f)) : null;
        using var lens = new SKPaint { ImageFilter = blur };
        easel.Canvas.SaveLayer(lens);
        Backdrop.Behind(easel, dice);
        Pose(thing, dice);
        if (dice.Chance(0.4f))
            Backdrop.Before(easel, dice);
        easel.Canvas.Restore();
        Develop(dice, pixels);
    }

    /// <summary>Frees the sheet.</summary>
    public void Dispose() => easel.Dispose();

    private void Pose(DrawnThing thing, Dice dice)
    {
        using var coat = thing.Cover(dice);
        using var shadow = SKImageFilter.CreateDropShadow(
            -6 * easel.Light.X, dice.Between(0.5f, 3), 2, 2, SKColors.Black.WithAlpha((byte)dice.Between(0, 170)));
        using var layer = new SKPaint { ImageFilter = shadow };
        var scale = dice.Between(0.7f, 1.25f);
        using var place = easel.At(50 + dice.Around(0, 7), 50 + dice.Around(0, 6), scale, dice.Around(0, 10));
        easel.Canvas.SaveLayer(layer);
        easel.Canvas.Scale(dice.Chance(0.5f) ? -1 : 1, 1);
        easel.Canvas.Skew(dice.Around(0, 0.08f), dice.Around(0, 0.05f));
        thing.Draw(easel, coat, dice);
        easel.Canvas.Restore();
    }

    private void Develop(Dice dice, Span<byte> pixels)
    {
        var exposure = dice.Between(0.75f, 1.35f);
        float[] gains = [exposure * dice.Around(1, 0.08f), exposure, exposure * dice.Around(1, 0.08f)];
        var (contrast, vignette, noise) = (dice.Between(0.7f, 1.2f), dice.Between(0, 0.4f), dice.Between(2, 14));
        var seen = easel.Pixels;
        for (var y = 0; y < size; y++)
            for (var x = 0; x < size; x++)
            {
                var (dx, dy) = (2f * x / size - 1, 2f * y / size - 1);
                var light = 1 - vignette * (dx * dx + dy * dy) / 2;
                var grain = noise * (dice.Next() + dice.Next() - 1);
                for (var c = 0; c < 3; c++)
                    pixels[(c * size + y) * size + x] =
                        (byte)Math.Clamp(
                            128 + contrast * (seen[4 * (y * size + x) + c] * gains[c] * light - 128) + grain, 0, 255);
            }
    }
}
