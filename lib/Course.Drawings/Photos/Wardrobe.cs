namespace Course.Drawings;

/// <summary>Garments of the source task.</summary>
internal static class Wardrobe
{
    public static readonly IReadOnlyList<DrawnThing> All =
    [
        new("shirt", Coat.Any, (easel, coat, dice) =>
        {
            var reach = dice.Between(0, 34);
            foreach (var side in Easel.Sides)
                easel.Corners(coat.Ink, (side * 16, -36), (side * 26, -32), (side * (42 + reach * 0.1f), -4 + reach),
                    (side * (30 + reach * 0.1f), 2 + reach), (side * 18, -10));
            easel.Corners(coat.Ink, (-14, -38), (-6, -34), (6, -34), (14, -38), (24, -32), (22, 40), (-22, 40), (-24, -32));
            if (dice.Chance(0.5f))
                for (var y = -22; y < 36; y += 11)
                    easel.Oval(coat.Second, 0, y, 1.6f, 1.6f);
        }),
        new("trousers", Coat.Any, (easel, coat, dice) =>
        {
            var (spread, end) = (dice.Between(6, 16), dice.Between(24, 46));
            foreach (var side in Easel.Sides)
                easel.Corners(coat.Ink, (0, -40), (side * 19, -40), (side * (spread + 14), end), (side * spread, end), (0, -8));
            easel.Corners(coat.Second, (-19, -44), (19, -44), (19, -38), (-19, -38));
        }),
        new("dress", Coat.Any, (easel, coat, dice) =>
        {
            var (hem, waist) = (dice.Between(22, 40), dice.Between(9, 14));
            easel.Blob(coat.Ink, (-12, -44), (-4, -34), (4, -34), (12, -44), (15, -28), (waist, -8), (hem, 44), (0, 47),
                (-hem, 44), (-waist, -8), (-15, -28));
            easel.Line(coat.Second, 4, (-waist * 0.9f, -9), (waist * 0.9f, -9));
        }),
        new("hat", Coat.Any, (easel, coat, dice) =>
        {
            var high = dice.Between(22, 40);
            easel.Oval(coat.Ink, 0, 18, 46, 10);
            easel.Blob(coat.Ink, (-24, 18), (-24, 18 - high), (-8, 12 - high), (8, 12 - high), (24, 18 - high), (24, 18));
            easel.Line(coat.Second, 6, (-22, 9), (0, 14), (22, 9));
        }),
        new("boot", Coat.Any, (easel, coat, dice) =>
        {
            var shaft = dice.Between(-44, -20);
            easel.Blob(coat.Ink, (-2, shaft), (22, shaft), (25, 10), (25, 34), (-6, 34), (-42, 34), (-42, 16), (-14, 8));
            easel.Corners(Colours.Shade(coat.Second, 0.6f), (-43, 31), (26, 31), (26, 39), (-43, 39));
            for (var y = shaft + 10; y < 4; y += 8)
                easel.Line(Colours.Paper, 1.6f, (-4, y), (8, y + 3));
        }),
        new("handbag", Coat.Any, (easel, coat, dice) =>
        {
            easel.Line(coat.Second, 4, (-18, -4), (-16, -40), (0, -46), (16, -40), (18, -4));
            easel.Blob(coat.Ink, (-32, -8), (32, -8), (42, 38), (-42, 38));
            easel.Corners(coat.Of(Colours.Shade(coat.Main, 0.8f)), (-30, -6), (30, -6), (0, dice.Between(10, 24)));
            easel.Oval(Colours.Near(dice, 48, 60, 85), 0, 10, 4, 4);
        }),
    ];
}
