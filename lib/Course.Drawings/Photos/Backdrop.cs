using SkiaSharp;

namespace Course.Drawings;

/// <summary>
/// What lies behind the thing, and now and then before it: a room, a meadow, a street, a wall, with clutter, mostly out of focus.
/// </summary>
internal static class Backdrop
{
    public static void Behind(Easel easel, Dice dice)
    {
        using var blur = SKImageFilter.CreateBlur(dice.Between(0, 3), dice.Between(0, 3));
        using var soft = new SKPaint { ImageFilter = blur };
        easel.Canvas.SaveLayer(soft);
        var horizon = dice.Chance(0.65f) ? dice.Between(35, 80) : 130;
        Surface(easel, dice, new SKRect(-10, -10, 110, horizon + 1));
        if (horizon < 100)
            Surface(easel, dice, new SKRect(-10, horizon, 110, 110));
        for (var i = dice.Below(7); i > 0; i--)
            Clutter(easel, dice, 0, 100, dice.Between(3, 18));
        easel.Canvas.Restore();
    }

    /// <summary>Something near the camera that hides a part of the thing.</summary>
    public static void Before(Easel easel, Dice dice)
    {
        for (var i = dice.Below(3); i > 0; i--)
            Clutter(easel, dice, dice.Chance(0.5f) ? 0 : 80, 20, dice.Between(6, 16));
    }

    /// <summary>A wall, a floor, grass, sky: two colours in a texture.</summary>
    private static void Surface(Easel easel, Dice dice, SKRect where)
    {
        using var coat = Coat.Of(
            dice, dice.Between(0, 360), dice.Chance(0.2f) ? dice.Between(50, 85) : dice.Between(3, 45), dice.Between(35, 98),
            dice.Chance(0.6f) ? Marking.Plain : (Marking)(1 + dice.Below(5)));
        using var paint = new SKPaint { Color = coat.Main };
        var kind = dice.Below(5);
        if (kind < 3)
            paint.Shader = coat.Ink.Pattern!.WithLocalMatrix(SKMatrix.CreateRotationDegrees(dice.Between(-50, 50)));
        else
            paint.Shader =
                SKShader.CreateLinearGradient(new(dice.Between(0, 100), where.Top), new(dice.Between(0, 100), where.Bottom),
                [coat.Main, Colours.Any(dice)], SKShaderTileMode.Clamp);
        easel.Canvas.DrawRect(where, paint);
        paint.Shader.Dispose();
        if (kind == 4) // blades of grass, fibres of a carpet
            for (var i = 0; i < 60; i++)
            {
                var (x, y) = (dice.Between(0, 100), dice.Between(where.Top, where.Bottom));
                easel.Line(Colours.Shade(coat.Main, dice.Between(0.6f, 1.4f)), dice.Between(0.4f, 1.2f), (x, y),
                    (x + dice.Around(0, 3), y - dice.Between(2, 9)));
            }
    }

    private static void Clutter(Easel easel, Dice dice, float from, float range, float size)
    {
        var (x, y) = (from + dice.Between(0, range), dice.Between(0, 100));
        var colour = Colours.Any(dice);
        var (wide, high, turn) = (size * dice.Between(0.5f, 2), size * dice.Between(0.5f, 2), dice.Between(-90, 90));
        using var place = easel.At(x, y, 1, turn);
        Action[] shapes =
        [
            () => easel.Corners(colour, (-wide, -high), (wide, -high), (wide, high), (-wide, high)),
            () => easel.Oval(colour, 0, 0, wide, high),
            () => easel.Corners(colour, (-wide, high), (0, -high), (wide, high)),
            () => easel.Line(colour, dice.Between(1, 5), (-wide * 2, 0), (0, high), (wide * 2, 0)),
            () => easel.Blob(colour, (-wide, -high), (dice.Around(0, wide), -high * 0.4f), (wide, -high), (wide * 0.6f, high),
                (-wide, high * 0.7f)),
        ];
        shapes[dice.Below(shapes.Length)]();
    }
}
