using SkiaSharp;

namespace Course.Drawings;

/// <summary>Draws nose, mouth and what lies around them.</summary>
internal static class AnimalMuzzle
{
    /// <param name="muzzle">The colour around the mouth.</param>
    /// <param name="h">Half the head's height.</param>
    public static void Draw(Easel easel, Animal animal, Ink muzzle, Coat coat, Dice dice, float h)
    {
        var nose = dice.Chance(0.65f) ? Colours.Near(dice, 20, 25, 14) : Colours.Mix(coat.Main, Colours.Pink, 0.8f);
        var long_ = dice.Between(0.85f, 1.15f);
        switch (animal.Muzzle)
        {
            case Muzzle.Short:
                easel.Oval(muzzle, 0, h * 0.66f, 5, 4);
                foreach (var side in Easel.Sides)
                    easel.Oval(muzzle, side * 4.6f, h * 0.5f, 6 * long_, 4.6f);
                easel.Corners(nose, (-2.6f, h * 0.28f), (2.6f, h * 0.28f), (0, h * 0.28f + 3.2f));
                Mouth(easel, h * 0.28f + 3, 3.2f, 3.5f);
                break;
            case Muzzle.Protruding:
                easel.Blob(muzzle, (-9 * long_, h * 0.05f), (9 * long_, h * 0.05f), (11.5f * long_, h * 0.75f), (6, h * 1.15f),
                    (-6, h * 1.15f), (-11.5f * long_, h * 0.75f));
                if (dice.Chance(0.35f)) // tongue
                    easel.Oval(Colours.Near(dice, 352, 55, 85), dice.Around(0, 1), h * 0.98f, 3.6f, 6.5f);
                easel.Oval(nose, 0, h * 0.3f, 5.8f * long_, 4.1f);
                Mouth(easel, h * 0.3f + 4, h * 0.26f, 8);
                break;
            case Muzzle.Pointed:
                easel.Blob(muzzle, (-13, h * 0.1f), (13, h * 0.1f), (7, h * 0.8f), (0, h * 1.35f), (-7, h * 0.8f));
                easel.Oval(nose, 0, h * 1.0f, 3.2f, 2.6f);
                break;
            case Muzzle.Broad:
                easel.Oval(muzzle, 0, h * 0.62f, 15 * long_, h * 0.38f);
                if (dice.Chance(0.5f))
                    easel.Oval(nose, 0, h * 0.42f, 5.5f, 3.6f);
                else
                    foreach (var side in Easel.Sides)
                        easel.Oval(Colours.Ink, side * 5, h * 0.5f, 1.8f, 2.4f);
                Mouth(easel, h * 0.6f, h * 0.16f, 8);
                break;
            case Muzzle.Snout:
                easel.Oval(Colours.Mix(coat.Main, Colours.Pink, 0.6f), 0, h * 0.42f, 10 * long_, 7.5f);
                foreach (var side in Easel.Sides)
                    easel.Oval(Colours.Ink, side * 3.6f, h * 0.42f, 1.7f, 2.6f);
                Mouth(easel, h * 0.78f, 2, 6);
                break;
            case Muzzle.Trunk:
                var sway = dice.Between(-16, 16);
                easel.Line(coat.Ink, 11, (0, h * 0.1f), (0, h * 0.9f), (sway * 0.3f, h * 1.6f), (sway, h * 1.9f));
                for (var y = 0.4f; y < 1.5f; y += 0.2f) // wrinkles
                    easel.Line(Colours.Shade(coat.Main, 0.6f), 0.8f, (-4, h * y), (0, h * y + 1.5f), (4, h * y));
                break;
            case Muzzle.BigNose:
                easel.Oval(nose, 0, h * 0.25f, 5, 8.5f);
                Mouth(easel, h * 0.7f, 2, 5);
                break;
        }
        if (animal.Whiskers)
            foreach (var side in Easel.Sides)
                for (var i = -1; i < 2; i++)
                    easel.Line(SKColors.White.WithAlpha(200), 0.7f, (side * 6, h * 0.5f + i * 1.8f),
                        (side * 16, h * 0.45f + i * 4), (side * 25, h * 0.5f + i * 6));
    }

    private static void Mouth(Easel easel, float from, float length, float wide)
    {
        easel.Line(Colours.Ink, 1, (0, from), (0, from + length));
        easel.Line(Colours.Ink, 1, (-wide, from + length), (-wide * 0.5f, from + length + 2.6f), (0, from + length),
            (wide * 0.5f, from + length + 2.6f), (wide, from + length));
    }
}
