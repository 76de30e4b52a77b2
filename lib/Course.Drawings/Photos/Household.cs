using SkiaSharp;

namespace Course.Drawings;

/// <summary>Things about the house of the source task.</summary>
internal static class Household
{
    public static readonly IReadOnlyList<DrawnThing> All =
    [
        new("cup", Coat.Any, (easel, coat, dice) =>
        {
            var foot = dice.Between(16, 28);
            easel.Line(coat.Main, 6, (24, -16), (44, -14), (42, 14), (22, 16));
            easel.Corners(coat.Ink, (-30, -28), (30, -28), (foot, 36), (-foot, 36));
            easel.Oval(Colours.Shade(coat.Main, 0.8f), 0, -28, 30, 8);
            easel.Oval(Colours.Near(dice, 25, 60, 30), 0, -27, 25, 6);
        }),
        new("bottle", Coat.Any, (easel, coat, dice) =>
        {
            var wide = dice.Between(11, 19);
            easel.Blob(coat.Ink, (-6, -46), (6, -46), (6, -24), (wide, -12), (wide, 46), (-wide, 46), (-wide, -12), (-6, -24));
            easel.Corners(Colours.Paper, (-wide * 0.9f, 4), (wide * 0.9f, 4), (wide * 0.9f, 26), (-wide * 0.9f, 26));
            easel.Corners(coat.Second, (-5, -48), (5, -48), (5, -40), (-5, -40));
        }),
        new("chair", Coat.Any, (easel, coat, dice) =>
        {
            var lean = dice.Between(0, 8);
            foreach (var (x, foot) in ((float, float)[])[(-20, -24), (20, 24), (-10, -10), (26, 30)])
                easel.Line(coat.Main, 4, (x, 8), (foot, 46));
            easel.Corners(coat.Ink, (-24, 4), (22, 4), (30, 12), (-22, 12));
            foreach (var x in (float[])[-20, 18])
                easel.Line(coat.Main, 4, (x, 6), (x - lean, -44));
            for (var y = -40; y < -6; y += 12)
                easel.Line(coat.Second, 4, (-20 - lean * 0.7f, y), (18 - lean * 0.7f, y));
        }),
        new("lamp", Coat.Any, (easel, coat, dice) =>
        {
            var (top, bottom) = (dice.Between(8, 20), dice.Between(24, 36));
            easel.Line(coat.Second, 4, (0, 0), (0, 42));
            easel.Oval(coat.Second, 0, 43, 18, 4.5f);
            easel.Corners(coat.Ink, (-top, -44), (top, -44), (bottom, -4), (-bottom, -4));
            easel.Oval(Colours.Near(dice, 50, 40, 98), 0, -4, bottom, 4);
        }),
        new("umbrella", Coat.Any, (easel, coat, dice) =>
        {
            easel.Line(Colours.Near(dice, 25, 50, 30), 3, (0, -40), (0, 36), (4, 46), (12, 44), (12, 36));
            easel.Blob(coat.Ink, (-46, 2), (-34, -32), (0, -46), (34, -32), (46, 2), (30, -4), (15, 2), (0, -4), (-15, 2),
                (-30, -4));
            foreach (var x in (float[])[-15, 15])
                easel.Line(coat.Second, 1.2f, (0, -40), (x * 0.7f, -22), (x, -2));
        }),
        new("clock", Coat.Any, (easel, coat, dice) =>
        {
            easel.Oval(coat.Ink, 0, 0, 42, 42);
            easel.Oval(Colours.Paper, 0, 0, 34, 34);
            for (var hour = 0; hour < 12; hour++)
            {
                var (sin, cos) = MathF.SinCos(hour * MathF.PI / 6);
                easel.Line(Colours.Ink, 2, (cos * 28, sin * 28), (cos * 32, sin * 32));
            }
            foreach (var length in (float[])[17, 26])
            {
                var (sin, cos) = MathF.SinCos(dice.Between(0, MathF.Tau));
                easel.Line(Colours.Ink, length > 20 ? 2 : 3.4f, (0, 0), (cos * length, sin * length));
            }
        }),
        new("house", Coat.Any, (easel, coat, dice) =>
        {
            var (half, eaves) = (dice.Between(26, 38), dice.Between(-12, 4));
            easel.Corners(coat.Ink, (-half, eaves), (half, eaves), (half, 44), (-half, 44));
            easel.Corners(Colours.Near(dice, 12, 60, 50), (-half - 8, eaves), (0, -46), (half + 8, eaves));
            easel.Corners(coat.Second, (-7, 18), (7, 18), (7, 44), (-7, 44));
            foreach (var x in (float[])[-half * 0.6f, half * 0.6f])
                easel.Corners(new SKColor(170, 200, 215), (x - 6, 10), (x + 6, 10), (x + 6, 24), (x - 6, 24));
        }),
        new("ball", Coat.Any, (easel, coat, dice) =>
        {
            easel.Oval(coat.Ink, 0, 0, 42, 42);
            var turn = dice.Between(0, 180);
            using var place = easel.At(0, 0, 1, turn);
            easel.Line(coat.Second, 4, (-42, 0), (0, 14), (42, 0));
            easel.Line(coat.Second, 4, (0, -42), (-16, 0), (0, 42));
            easel.Line(coat.Second, 4, (0, -42), (30, 0), (0, 42));
        }),
    ];
}
