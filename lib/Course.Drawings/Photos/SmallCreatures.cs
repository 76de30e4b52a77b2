using SkiaSharp;

namespace Course.Drawings;

/// <summary>Fish, birds, insects and other small creatures of the source task.</summary>
internal static class SmallCreatures
{
    public static readonly IReadOnlyList<DrawnThing> All =
    [
        new("fish", Coat.Any, (easel, coat, dice) =>
        {
            var high = dice.Between(12, 24);
            easel.Corners(coat.Ink, (22, 0), (42, -high), (36, 0), (42, high));
            easel.Blob(coat.Ink, (-5, -high - 10), (14, -high * 0.8f), (-12, -high * 0.6f));
            easel.Blob(coat.Ink, (-42, 0), (-20, -high * 1.2f), (12, -high), (32, 0), (12, high), (-20, high * 1.2f));
            easel.Oval(coat.Second, -2, 3, 7, 4, 30);
            Eye(easel, -26, -4, 4);
        }),
        new("bird", Coat.Any, (easel, coat, dice) =>
        {
            var beak = Colours.Near(dice, 40, 75, 85);
            foreach (var x in (float[])[-4, 5])
                easel.Line(beak, 2, (x, 18), (x + dice.Around(0, 2), 40));
            easel.Corners(coat.Ink, (20, 0), (46, 8 + dice.Around(0, 4)), (44, 18), (18, 16));
            easel.Blob(coat.Ink, (-24, -4), (-8, -12), (18, -6), (28, 10), (8, 26), (-18, 20));
            easel.Corners(beak, (-32, -24), (-46, -18 + dice.Around(0, 2)), (-32, -15));
            easel.Oval(coat.Ink, -22, -18, 13, 12);
            easel.Blob(coat.Of(coat.Second), (-8, 0), (10, -2), (30, 10), (10, 16));
            Eye(easel, -26, -21, 2.6f);
        }),
        new("owl", Coat.Fur, (easel, coat, dice) =>
        {
            easel.Blob(coat.Ink, (-20, -30), (20, -30), (27, 10), (14, 42), (-14, 42), (-27, 10));
            easel.Oval(coat.Of(coat.Second), 0, 16, 14, 22);
            foreach (var side in Easel.Sides)
            {
                easel.Corners(coat.Ink, (side * 8, -28), (side * 20, -42), (side * 22, -18));
                easel.Oval(coat.Ink, side * 24, 10, 7, 22, side * -8);
                easel.Oval(Colours.Paper, side * 10, -16, 10, 10);
                easel.Oval(Colours.Near(dice, 45, 85, 90), side * 10, -16, 7, 7);
                Eye(easel, side * 10, -16, 4);
            }
            easel.Corners(Colours.Near(dice, 40, 60, 60), (-4, -11), (4, -11), (0, 0));
        }),
        new("penguin", Coat.Any, (easel, coat, dice) =>
        {
            foreach (var side in Easel.Sides)
            {
                easel.Oval(coat.Main, side * 23, 6, 5, 22, side * (dice.Between(-20, 0)));
                easel.Oval(Colours.Near(dice, 35, 80, 85), side * 10, 42, 9, 4);
            }
            easel.Blob(coat.Ink, (0, -48), (18, -38), (26, 10), (16, 44), (-16, 44), (-26, 10), (-18, -38));
            easel.Blob(Colours.Paper, (0, -12), (14, -8), (18, 20), (10, 40), (-10, 40), (-18, 20), (-14, -8));
            foreach (var side in Easel.Sides)
                Eye(easel, side * 7, -28, 3);
            easel.Corners(Colours.Near(dice, 35, 80, 85), (-5, -22), (5, -22), (0, -12));
        }),
        new("butterfly", Coat.Any, (easel, coat, dice) =>
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
        }),
        new("beetle", Coat.Any, (easel, coat, dice) =>
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
        }),
        new("snail", Coat.Any, (easel, coat, dice) =>
        {
            var flesh = Colours.Near(dice, 35, 35, 65);
            easel.Blob(flesh, (-44, 20), (-34, 6), (-22, 26), (40, 26), (44, 36), (-36, 36));
            foreach (var x in (float[])[-40, -33])
                easel.Line(flesh, 2, (x + 2, 14), (x, -4 + dice.Around(0, 3)));
            easel.Oval(coat.Ink, 8, 2, 27, 27);
            for (var r = 22f; r > 3; r -= 6)
                easel.Line(coat.Second, 2.4f, (8 - r, 2), (8, 2 - r), (8 + r, 2), (8, 2 + r * 0.8f), (8 - r * 0.7f, 2));
        }),
        new("turtle", Coat.Any, (easel, coat, dice) =>
        {
            var skin = Colours.Near(dice, 80, 45, 55);
            foreach (var (x, y) in ((float, float)[])[(-24, -22), (24, -22), (-24, 24), (24, 24)])
                easel.Oval(skin, x, y, 12, 8, x * y > 0 ? 45 : -45);
            easel.Oval(skin, -42, 0, 10, 8);
            Eye(easel, -46, -3, 1.8f);
            easel.Oval(coat.Ink, 0, 0, 34, 28);
            foreach (var (x, y) in ((float, float)[])[(0, 0), (-17, -9), (17, -9), (-17, 10), (17, 10), (0, -18), (0, 18)])
                easel.Oval(coat.Second, x, y, 6.5f, 6);
        }),
        new("frog", Coat.Any, (easel, coat, dice) =>
        {
            foreach (var side in Easel.Sides)
            {
                easel.Blob(coat.Ink, (side * 14, 10), (side * 42, 4), (side * 40, 34), (side * 20, 38));
                easel.Oval(coat.Ink, side * 15, -24, 11, 11);
                Eye(easel, side * 15, -26, 6 * dice.Between(0.8f, 1.1f));
            }
            easel.Blob(coat.Ink, (-34, -10), (0, -26), (34, -10), (26, 34), (-26, 34));
            easel.Line(Colours.Ink, 1.6f, (-24, -2), (0, 6), (24, -2));
        }),
        new("snake", Coat.Any, (easel, coat, dice) =>
        {
            var wave = dice.Between(18, 30);
            easel.Line(coat.Ink, 9, (44, 20), (30, 20 + wave), (14, 0), (0, -wave), (-16, 10), (-30, wave), (-38, -20));
            easel.Oval(coat.Ink, -38, -24, 7, 9);
            Eye(easel, -40, -27, 2);
            easel.Line(new SKColor(200, 40, 50), 1.2f, (-38, -32), (-40, -42));
        }),
        new("spider", Coat.Fur, (easel, coat, dice) =>
        {
            foreach (var side in Easel.Sides)
                for (var i = -2; i < 2; i++)
                    easel.Line(coat.Of(coat.Main), 2, (0, i * 4), (side * 24, i * 16 - 6 + dice.Around(0, 4)),
                        (side * 42, i * 22 + 22));
            easel.Oval(coat.Ink, 0, 12, 15, 18);
            easel.Oval(coat.Ink, 0, -10, 9, 8);
            foreach (var side in Easel.Sides)
                Eye(easel, side * 3, -13, 1.8f);
        }),
    ];

    /// <summary>A dark eye with a glint.</summary>
    private static void Eye(Easel easel, float x, float y, float size)
    {
        easel.Oval(Colours.Ink, x, y, size, size);
        easel.Oval(SKColors.White, x + size * 0.3f, y - size * 0.35f, size * 0.3f, size * 0.3f);
    }
}
