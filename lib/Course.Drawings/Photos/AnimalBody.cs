namespace Course.Drawings;

/// <summary>Draws a whole animal around (0, 0): its face close up, sitting, standing or lying.</summary>
internal static class AnimalBody
{
    private static readonly Action<Easel, Animal, Coat, Dice>[] poses = [CloseUp, Sitting, Standing, Lying];

    public static void Draw(Easel easel, Animal animal, Coat coat, Dice dice) =>
        poses[dice.Below(poses.Length)](easel, animal, coat, dice);

    private static void CloseUp(Easel easel, Animal animal, Coat coat, Dice dice) =>
        Head(easel, animal, coat, dice, 0, 4, dice.Between(1.15f, 1.5f));

    private static void Sitting(Easel easel, Animal animal, Coat coat, Dice dice)
    {
        var wide = 17 * animal.Body;
        DrawTail(easel, animal, coat, dice, wide * 0.8f, 36);
        easel.Blob(coat.Ink, (-10, -8), (10, -8), (wide, 14), (wide * 1.25f, 38), (wide * 0.6f, 44), (-wide * 0.6f, 44),
            (-wide * 1.25f, 38), (-wide, 14));
        if (dice.Chance(0.5f)) // a chest of another colour
            easel.Oval(coat.Of(coat.Second), 0, 12, 7, 14);
        foreach (var side in Easel.Sides)
        {
            easel.Line(coat.Ink, 7.5f, (side * 7, 12), (side * 7.5f, 26), (side * 7, 41));
            easel.Oval(coat.Ink, side * 8, 42, 6, 3.6f);
        }
        Head(easel, animal, coat, dice, dice.Around(0, 3), -18, dice.Between(0.82f, 1));
    }

    private static void Standing(Easel easel, Animal animal, Coat coat, Dice dice)
    {
        var (half, leg) = (24 * animal.Body, 22 * animal.Legs);
        DrawTail(easel, animal, coat, dice, half * 0.95f, 0);
        var far = coat.Of(Colours.Shade(coat.Main, 0.7f));
        easel.Line(far, 6, (-half * 0.5f, 10), (-half * 0.5f + dice.Around(0, 3), 12 + leg));
        easel.Line(far, 6, (half * 0.65f, 10), (half * 0.65f + dice.Around(0, 3), 12 + leg));
        easel.Blob(coat.Ink, (-half, -8), (0, -10), (half, -9), (half * 1.15f, 4), (half * 0.8f, 16), (-half * 0.2f, 17),
            (-half * 0.9f, 15), (-half * 1.2f, 4));
        foreach (var at in (float[])[-0.75f, 0.85f])
        {
            var foot = half * at + dice.Around(0, 3);
            easel.Line(coat.Ink, 7, (half * at, 8), (half * at, 12 + leg * 0.5f), (foot, 13 + leg));
            easel.Oval(coat.Ink, foot - 2, 14 + leg, 5, 2.8f);
        }
        Head(easel, animal, coat, dice, -half * 1.05f, -16, dice.Between(0.68f, 0.85f));
    }

    private static void Lying(Easel easel, Animal animal, Coat coat, Dice dice)
    {
        var half = 27 * animal.Body;
        DrawTail(easel, animal, coat, dice, half * 0.95f, 18);
        easel.Blob(coat.Ink, (-half * 0.8f, -4), (0, -7), (half * 0.8f, -6), (half * 1.25f, 14), (half, 26), (-half, 26),
            (-half * 1.2f, 12));
        easel.Oval(coat.Ink, half * 0.65f, 12, 13, 12, 20);
        foreach (var y in (float[])[22, 27])
            easel.Line(coat.Ink, 7, (-half * 0.2f, y - 3), (-half * 0.7f, y), (-half * 1.3f, y));
        Head(easel, animal, coat, dice, -half * 0.75f, -6, dice.Between(0.72f, 0.92f));
    }

    private static void Head(Easel easel, Animal animal, Coat coat, Dice dice, float x, float y, float scale)
    {
        using var place = easel.At(x, y, scale, dice.Around(0, 9));
        easel.Canvas.Scale(dice.Between(0.86f, 1), 1); // turned a little to the side
        AnimalHead.Draw(easel, animal, coat, dice);
    }

    private static void DrawTail(Easel easel, Animal animal, Coat coat, Dice dice, float x, float y)
    {
        var up = dice.Between(14, 30);
        switch (animal.Tail)
        {
            case Tail.Thin:
                easel.Line(coat.Ink, 4.2f, (x, y), (x + 14, y + 4), (x + 22, y - up * 0.6f), (x + 15, y - up),
                    (x + 20, y - up - 9));
                break;
            case Tail.Bushy:
                easel.Blob(coat.Ink, (x, y + 3), (x + 12, y + 6), (x + 26, y - up * 0.4f), (x + 22, y - up - 10),
                    (x + 9, y - up * 0.8f), (x + 6, y - 4));
                break;
            case Tail.Stub:
                easel.Oval(coat.Ink, x + 4, y, 6, 5);
                break;
            case Tail.Raised:
                easel.Line(coat.Ink, 6, (x, y + 2), (x + 9, y - up * 0.5f), (x + 4, y - up), (x - 4, y - up * 0.85f));
                break;
            case Tail.Tufted:
                easel.Line(coat.Ink, 2.4f, (x, y), (x + 10, y + 2), (x + 13, y + up));
                easel.Oval(coat.Of(Colours.Shade(coat.Second, 0.6f)), x + 13, y + up, 3, 5);
                break;
        }
    }
}
