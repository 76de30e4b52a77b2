using SkiaSharp;

namespace Course.Drawings;

/// <summary>Draws an animal's head from the front around (0, 0), about 50 units wide.</summary>
internal static class AnimalHead
{
    public static void Draw(Easel easel, Animal animal, Coat coat, Dice dice)
    {
        var (w, h) = (23 * animal.Wide, 23 * animal.High);
        var muzzle = coat.Of(Colours.Mix(coat.Main, dice.Chance(0.5f) ? Colours.Paper : coat.Second, dice.Between(0.1f, 0.9f)));
        DrawCrown(easel, animal, coat, dice, w, h);
        DrawEars(easel, animal, coat, dice, w, h);
        easel.Blob(coat.Ink, (-w, -h * 0.3f), (-w * 0.75f, -h), (w * 0.75f, -h), (w, -h * 0.3f), (w * 0.9f, h * 0.55f),
            (w * 0.45f, h * 1.1f),
            (-w * 0.45f, h * 1.1f), (-w * 0.9f, h * 0.55f));
        if (animal.Mask)
            easel.Oval(coat.Of(Colours.Mix(coat.Second, Colours.Ink, 0.4f)), 0, -h * 0.08f, w * 0.82f, h * 0.4f);
        else if (dice.Chance(0.25f)) // a blaze
            easel.Blob(muzzle, (-w * 0.12f, -h), (w * 0.12f, -h), (w * 0.2f, h * 0.4f), (-w * 0.2f, h * 0.4f));
        DrawEyes(easel, animal, coat, dice, w, h);
        AnimalMuzzle.Draw(easel, animal, muzzle, coat, dice, h);
    }

    private static void DrawEars(Easel easel, Animal animal, Coat coat, Dice dice, float w, float h)
    {
        var (size, lean) = (animal.EarSize, dice.Between(-0.1f, 0.2f));
        var ear = dice.Chance(0.3f) ? coat.Of(coat.Second) : coat.Ink;
        var inner = coat.Of(Colours.Mix(coat.Main, Colours.Pink, dice.Between(0.3f, 0.9f)));
        foreach (var side in Easel.Sides)
            switch (animal.Ears)
            {
                case Ears.Pointed:
                    var tip = (X: side * w * (0.8f + lean), Y: -h - 19 * size);
                    easel.Corners(ear, (side * w * 0.18f, -h * 0.75f), (tip.X - side * 1.5f, tip.Y), (tip.X + side * 1.5f, tip.Y),
                        (side * w * 0.98f, -h * 0.2f));
                    easel.Corners(
                        inner, (side * w * 0.38f, -h * 0.75f), (tip.X, tip.Y + 6 * size), (side * w * 0.85f, -h * 0.4f));
                    break;
                case Ears.Floppy:
                    easel.Blob(ear, (side * w * 0.45f, -h * 0.95f), (side * (w + 3), -h * 0.95f),
                        (side * (w + 11 * size), h * 0.1f),
                        (side * (w + 5 * size), h * (0.35f + 0.3f * size)), (side * w * 0.85f, h * 0.3f),
                        (side * w * 0.75f, -h * 0.3f));
                    break;
                case Ears.Round:
                    easel.Oval(ear, side * w * 0.8f, -h * 0.78f, 10 * size, 10 * size);
                    easel.Oval(inner, side * w * 0.8f, -h * 0.76f, 6 * size, 6 * size);
                    break;
                case Ears.Long:
                    easel.Oval(ear, side * w * (0.45f + lean), -h - 16 * size, 6, 21 * size, side * 12);
                    easel.Oval(inner, side * w * (0.45f + lean), -h - 15 * size, 3, 16 * size, side * 12);
                    break;
                case Ears.Sideways:
                    easel.Oval(ear, side * (w + 8 * size), -h * 0.4f, 11 * size, 6 * size, side * 60 * lean);
                    easel.Oval(inner, side * (w + 8 * size), -h * 0.38f, 7 * size, 3 * size, side * 60 * lean);
                    break;
                case Ears.Flaps:
                    easel.Blob(ear, (side * w * 0.6f, -h), (side * (w + 22), -h * 1.1f), (side * (w + 26), h * 0.2f),
                        (side * (w + 8), h * 0.9f), (side * w * 0.7f, h * 0.3f));
                    break;
            }
    }

    private static void DrawEyes(Easel easel, Animal animal, Coat coat, Dice dice, float w, float h)
    {
        var size = animal.EyeSize * (animal.Eyes == Eyes.Small ? 2.2f : 4) * dice.Between(0.85f, 1.15f);
        var (apart, up) = (w * dice.Between(0.4f, 0.48f), -h * dice.Between(0.08f, 0.22f));
        var (look, slit, isClosed) = (dice.Between(-0.25f, 0.25f) * size, dice.Between(0.15f, 0.55f), dice.Chance(0.05f));
        var iris = animal.Eyes == Eyes.Slit ? Colours.Near(dice, dice.Between(40, 130), 60, 80) : Colours.Near(dice, 25, 60, 22);
        foreach (var side in Easel.Sides)
        {
            if (isClosed)
            {
                easel.Line(Colours.Ink, 1.2f, (side * apart - size, up), (side * apart, up + size * 0.5f),
                    (side * apart + size, up));
                continue;
            }
            var turn = animal.Eyes == Eyes.Slit ? side * -14 : 0;
            easel.Oval(Colours.Mix(coat.Main, Colours.Ink, 0.7f), side * apart, up, size * 1.22f, size, turn);
            easel.Oval(iris, side * apart, up, size, size * 0.85f, turn);
            if (animal.Eyes == Eyes.Slit)
                easel.Oval(Colours.Ink, side * apart + look * 0.5f, up, size * slit, size * 0.8f);
            else
                easel.Oval(Colours.Ink, side * apart + look, up, size * 0.6f, size * 0.6f);
            easel.Oval(SKColors.White, side * apart + look + size * 0.3f, up - size * 0.35f, size * 0.2f, size * 0.2f);
        }
    }

    private static void DrawCrown(Easel easel, Animal animal, Coat coat, Dice dice, float w, float h)
    {
        var horn = Colours.Near(dice, 35, 30, 70);
        if (animal.Crown is Crown.Mane or Crown.Wool)
        {
            var (count, reach) = animal.Crown == Crown.Mane ? (22, 1.45f) : (13, 1.12f);
            var hair = animal.Crown == Crown.Mane ? coat.Of(Colours.Shade(coat.Main, 0.65f))
                : coat.Of(Colours.Mix(coat.Main, Colours.Paper, 0.5f));
            for (var i = 0; i < count; i++)
            {
                var (sin, cos) = MathF.SinCos(i * MathF.Tau / count + dice.Around(0, 0.1f));
                easel.Oval(hair, cos * w * reach * 0.85f, sin * h * reach * 0.8f, w * 0.4f, w * 0.4f);
            }
        }
        foreach (var side in Easel.Sides)
            if (animal.Crown == Crown.Horns)
                easel.Blob(horn, (side * w * 0.45f, -h * 0.8f), (side * w * 1.1f, -h - 6), (side * w * 0.9f, -h - 22),
                    (side * w * 0.85f, -h - 4), (side * w * 0.2f, -h * 0.9f));
            else if (animal.Crown == Crown.Antlers)
            {
                easel.Line(horn, 2.6f, (side * w * 0.4f, -h * 0.8f), (side * w * 0.8f, -h - 10), (side * w * 1.7f, -h - 16),
                    (side * w * 1.6f, -h - 28));
                easel.Line(horn, 2.2f, (side * w * 0.75f, -h - 8), (side * w * 0.7f, -h - 18), (side * w * 0.9f, -h - 26));
            }
    }
}
