namespace Course.Drawings;

/// <summary>Birds of the source task.</summary>
internal static class Birds
{
    public static void Bird(Easel easel, Coat coat, Dice dice)
    {
        var beak = Colours.Near(dice, 40, 75, 85);
        foreach (var x in (float[])[-4, 5])
            easel.Line(beak, 2, (x, 18), (x + dice.Around(0, 2), 40));
        easel.Corners(coat.Ink, (20, 0), (46, 8 + dice.Around(0, 4)), (44, 18), (18, 16));
        easel.Blob(coat.Ink, (-24, -4), (-8, -12), (18, -6), (28, 10), (8, 26), (-18, 20));
        easel.Corners(beak, (-32, -24), (-46, -18 + dice.Around(0, 2)), (-32, -15));
        easel.Oval(coat.Ink, -22, -18, 13, 12);
        easel.Blob(coat.Of(coat.Second), (-8, 0), (10, -2), (30, 10), (10, 16));
        SmallCreatures.Eye(easel, -26, -21, 2.6f);
    }

    public static void Owl(Easel easel, Coat coat, Dice dice)
    {
        easel.Blob(coat.Ink, (-20, -30), (20, -30), (27, 10), (14, 42), (-14, 42), (-27, 10));
        easel.Oval(coat.Of(coat.Second), 0, 16, 14, 22);
        foreach (var side in Easel.Sides)
        {
            easel.Corners(coat.Ink, (side * 8, -28), (side * 20, -42), (side * 22, -18));
            easel.Oval(coat.Ink, side * 24, 10, 7, 22, side * -8);
            easel.Oval(Colours.Paper, side * 10, -16, 10, 10);
            easel.Oval(Colours.Near(dice, 45, 85, 90), side * 10, -16, 7, 7);
            SmallCreatures.Eye(easel, side * 10, -16, 4);
        }
        easel.Corners(Colours.Near(dice, 40, 60, 60), (-4, -11), (4, -11), (0, 0));
    }

    public static void Penguin(Easel easel, Coat coat, Dice dice)
    {
        foreach (var side in Easel.Sides)
        {
            easel.Oval(coat.Main, side * 23, 6, 5, 22, side * (dice.Between(-20, 0)));
            easel.Oval(Colours.Near(dice, 35, 80, 85), side * 10, 42, 9, 4);
        }
        easel.Blob(coat.Ink, (0, -48), (18, -38), (26, 10), (16, 44), (-16, 44), (-26, 10), (-18, -38));
        easel.Blob(Colours.Paper, (0, -12), (14, -8), (18, 20), (10, 40), (-10, 40), (-18, 20), (-14, -8));
        foreach (var side in Easel.Sides)
            SmallCreatures.Eye(easel, side * 7, -28, 3);
        easel.Corners(Colours.Near(dice, 35, 80, 85), (-5, -22), (5, -22), (0, -12));
    }
}
