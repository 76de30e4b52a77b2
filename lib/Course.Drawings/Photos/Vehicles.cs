using SkiaSharp;

namespace Course.Drawings;

/// <summary>Vehicles of the source task, from the side.</summary>
internal static class Vehicles
{
    private static readonly SKColor glass = new(150, 190, 210);

    public static readonly IReadOnlyList<DrawnThing> All =
    [
        new("car", Coat.Any, (easel, coat, dice) =>
        {
            var roof = dice.Between(-26, -14);
            easel.Blob(coat.Ink, (-24, 4), (-16, roof), (16, roof), (30, 4));
            easel.Corners(glass, (-16, 0), (-10, roof + 5), (0, roof + 5), (0, 0));
            easel.Corners(glass, (4, 0), (4, roof + 5), (14, roof + 5), (22, 0));
            easel.Blob(coat.Ink, (-46, 0), (0, -4), (46, 0), (46, 22), (0, 22), (-46, 22));
            Wheels(easel, 12, 20, -25, 25);
            easel.Oval(Colours.Paper, -43, 7, 3, 3.4f);
        }),
        new("lorry", Coat.Any, (easel, coat, dice) =>
        {
            var high = dice.Between(-34, -18);
            easel.Corners(coat.Ink, (-14, high), (46, high), (46, 20), (-14, 20));
            var cab = Colours.Any(dice);
            easel.Corners(cab, (-46, 2), (-36, -16), (-16, -16), (-16, 20), (-46, 20));
            easel.Corners(glass, (-41, 0), (-34, -11), (-24, -11), (-24, 0));
            Wheels(easel, 9, 23, -32, 10, 32);
        }),
        new("sailing boat", Coat.Any, (easel, coat, dice) =>
        {
            easel.Line(Colours.Near(dice, 30, 40, 40), 2.4f, (0, 20), (0, -46));
            easel.Corners(Colours.Mix(Colours.Paper, coat.Second, dice.Between(0, 0.6f)), (3, -44), (3, 14), (34, 14));
            easel.Corners(coat.Second, (-3, -36), (-3, 14), (-26, 14));
            easel.Blob(coat.Ink, (-46, 18), (0, 20), (46, 18), (30, 40), (-30, 40));
        }),
        new("aeroplane", Coat.Any, (easel, coat, dice) =>
        {
            var sweep = dice.Between(6, 20);
            easel.Corners(coat.Of(Colours.Shade(coat.Main, 0.8f)), (-8, 0), (6, 0), (22 + sweep * 0.3f, -38), (12, -38));
            easel.Corners(coat.Ink, (30, -4), (38, -24), (46, -24), (44, 0));
            easel.Blob(coat.Ink, (-48, 2), (-34, -9), (30, -7), (48, -2), (30, 7), (-34, 10));
            easel.Corners(coat.Ink, (-10, 3), (8, 3), (24 + sweep, 40), (12 + sweep, 40));
            for (var x = -30; x < 26; x += 8)
                easel.Oval(Colours.Ink, x, -2, 1.8f, 2);
        }),
        new("bicycle", Coat.Any, (easel, coat, dice) =>
        {
            foreach (var x in (float[])[-26, 26])
            {
                Ring(easel, Colours.Ink, x, 18, 18, 3);
                for (var i = 0; i < 3; i++)
                {
                    var (sin, cos) = MathF.SinCos(i * MathF.PI / 3 + dice.Next());
                    easel.Line(SKColors.LightGray, 0.7f, (x - 17 * cos, 18 - 17 * sin), (x + 17 * cos, 18 + 17 * sin));
                }
            }
            foreach (var (a, b) in (((float, float), (float, float))[])[((-26, 18), (-12, -12)), ((-12, -12), (16, -12)),
                ((16, -12), (0, 18)), ((0, 18), (-26, 18)),
                ((0, 18), (-14, -18)), ((16, -12), (26, 18)), ((16, -12), (14, -26))])
                easel.Line(coat.Main, 3.4f, a, b);
            easel.Line(Colours.Ink, 3, (8, -30), (22, -26));
            easel.Oval(Colours.Ink, -15, -20, 9, 3);
        }),
        new("rocket", Coat.Any, (easel, coat, dice) =>
        {
            easel.Blob(Colours.Near(dice, 35, 90, 95), (-9, 26), (9, 26), (4, 40), (0, 50), (-4, 40));
            foreach (var side in Easel.Sides)
                easel.Corners(coat.Second, (side * 12, 6), (side * 30, 34), (side * 10, 28));
            easel.Blob(coat.Ink, (0, -52), (16, -26), (15, 20), (10, 32), (-10, 32), (-15, 20), (-16, -26));
            easel.Oval(Colours.Ink, 0, -12, 7.5f, 7.5f);
            easel.Oval(glass, 0, -12, 5.5f, 5.5f);
        }),
    ];

    private static void Wheels(Easel easel, float radius, float y, params ReadOnlySpan<float> places)
    {
        foreach (var x in places)
        {
            easel.Oval(Colours.Ink, x, y, radius, radius);
            easel.Oval(SKColors.LightGray, x, y, radius * 0.45f, radius * 0.45f);
        }
    }

    private static void Ring(Easel easel, SKColor colour, float x, float y, float radius, float width)
    {
        var points = new (float, float)[17];
        for (var i = 0; i < points.Length; i++)
            points[i] = (x + radius * MathF.Cos(i * MathF.Tau / 16), y + radius * MathF.Sin(i * MathF.Tau / 16));
        easel.Line(colour, width, points);
    }
}
