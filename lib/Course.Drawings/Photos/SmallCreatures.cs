using SkiaSharp;

namespace Course.Drawings;

/// <summary>Fish, insects and other small creatures of the source task.</summary>
internal static class SmallCreatures
{
    public static readonly IReadOnlyList<DrawnThing> All =
    [
        new("fish", Coat.Any, Fish), new("bird", Coat.Any, Birds.Bird), new("owl", Coat.Fur, Birds.Owl),
        new("penguin", Coat.Any, Birds.Penguin),
        new("butterfly", Coat.Any, Butterfly), new("beetle", Coat.Any, Beetle), new("snail", Coat.Any, Snail),
        new("turtle", Coat.Any, Turtle),
        new("frog", Coat.Any, Frog), new("snake", Coat.Any, Snake), new("spider", Coat.Fur, Spider),
    ];

    private static void Fish(Easel easel, Coat coat, Dice dice)
    {
        var high = dice.Between(12, 24);
        easel.Corners(coat.Ink, (22, 0), (42, -high), (36, 0), (42, high));
        easel.Blob(coat.Ink, (-5, -high - 10), (14, -high * 0.8f), (-12, -high * 0.6f));
        easel.Blob(coat.Ink, (-42, 0), (-20, -high * 1.2f), (12, -high), (32, 0), (12, high), (-20, high * 1.2f));
        easel.Oval(coat.Second, -2, 3, 7, 4, 30);
        Eye(easel, -26, -4, 4);
    }

    private static void Butterfly(Easel easel, Coat coat, Dice dice)
    {
        var open = dice.Between(0.7f, 1.1f);
        foreach (var side in Easel.Sides)
        {
            easel.Blob(coat.Ink, (0, -4), (side * 20 * open, -42), (side * 46 * open, -34), (side * 36 * open, -2),
                (side * 6, 4));
            easel.Blob(coat.Ink, (0, 4), (side * 32 * open, 2), (side * 34 * open, 32), (side * 14 * open, 34));
            easel.Oval(coat.Second, side * 28 * open, -22, 6, 6);
            easel.Line(Colours.Ink, 1.2f, (side, -14), (side * 6, -28), (side * 14, -34));
        }
        easel.Oval(Colours.Ink, 0, 2, 3.2f, 20);
    }

    private static void Beetle(Easel easel, Coat coat, Dice dice)
    {
        foreach (var side in Easel.Sides)
            for (var y = -16; y < 30; y += 15)
                easel.Line(Colours.Ink, 3, (side * 14, y), (side * 32, y - 6), (side * 38, y + 8 + dice.Around(0, 3)));
        easel.Oval(Colours.Ink, 0, -28, 13, 11);
        easel.Oval(coat.Ink, 0, 8, 25, 30);
        easel.Line(Colours.Ink, 1.6f, (0, -22), (0, 38));
        foreach (var side in Easel.Sides)
            for (var y = -4; y < 30; y += 14)
                easel.Oval(coat.Second, side * 12, y, 4.5f, 4.5f);
    }

    private static void Snail(Easel easel, Coat coat, Dice dice)
    {
        var flesh = Colours.Near(dice, 35, 35, 65);
        easel.Blob(flesh, (-44, 20), (-34, 6), (-22, 26), (40, 26), (44, 36), (-36, 36));
        foreach (var x in (float[])[-40, -33])
            easel.Line(flesh, 2, (x + 2, 14), (x, -4 + dice.Around(0, 3)));
        easel.Oval(coat.Ink, 8, 2, 27, 27);
        for (var r = 22f; r > 3; r -= 6)
            easel.Line(coat.Second, 2.4f, (8 - r, 2), (8, 2 - r), (8 + r, 2), (8, 2 + r * 0.8f), (8 - r * 0.7f, 2));
    }

    private static void Turtle(Easel easel, Coat coat, Dice dice)
    {
        var skin = Colours.Near(dice, 80, 45, 55);
        foreach (var (x, y) in ((float, float)[])[(-24, -22), (24, -22), (-24, 24), (24, 24)])
            easel.Oval(skin, x, y, 12, 8, x * y > 0 ? 45 : -45);
        easel.Oval(skin, -42, 0, 10, 8);
        Eye(easel, -46, -3, 1.8f);
        easel.Oval(coat.Ink, 0, 0, 34, 28);
        foreach (var (x, y) in ((float, float)[])[(0, 0), (-17, -9), (17, -9), (-17, 10), (17, 10), (0, -18), (0, 18)])
            easel.Oval(coat.Second, x, y, 6.5f, 6);
    }

    private static void Frog(Easel easel, Coat coat, Dice dice)
    {
        foreach (var side in Easel.Sides)
        {
            easel.Blob(coat.Ink, (side * 14, 10), (side * 42, 4), (side * 40, 34), (side * 20, 38));
            easel.Oval(coat.Ink, side * 15, -24, 11, 11);
            Eye(easel, side * 15, -26, 6 * dice.Between(0.8f, 1.1f));
        }
        easel.Blob(coat.Ink, (-34, -10), (0, -26), (34, -10), (26, 34), (-26, 34));
        easel.Line(Colours.Ink, 1.6f, (-24, -2), (0, 6), (24, -2));
    }

    private static void Snake(Easel easel, Coat coat, Dice dice)
    {
        var wave = dice.Between(18, 30);
        easel.Line(coat.Ink, 9, (44, 20), (30, 20 + wave), (14, 0), (0, -wave), (-16, 10), (-30, wave), (-38, -20));
        easel.Oval(coat.Ink, -38, -24, 7, 9);
        Eye(easel, -40, -27, 2);
        easel.Line(new SKColor(200, 40, 50), 1.2f, (-38, -32), (-40, -42));
    }

    private static void Spider(Easel easel, Coat coat, Dice dice)
    {
        foreach (var side in Easel.Sides)
            for (var i = -2; i < 2; i++)
                easel.Line(coat.Of(coat.Main), 2, (0, i * 4), (side * 24, i * 16 - 6 + dice.Around(0, 4)),
                    (side * 42, i * 22 + 22));
        easel.Oval(coat.Ink, 0, 12, 15, 18);
        easel.Oval(coat.Ink, 0, -10, 9, 8);
        foreach (var side in Easel.Sides)
            Eye(easel, side * 3, -13, 1.8f);
    }

    /// <summary>A dark eye with a glint.</summary>
    public static void Eye(Easel easel, float x, float y, float size)
    {
        easel.Oval(Colours.Ink, x, y, size, size);
        easel.Oval(SKColors.White, x + size * 0.3f, y - size * 0.35f, size * 0.3f, size * 0.3f);
    }
}
