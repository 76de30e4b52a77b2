namespace Course.Drawings;

/// <summary>Fruits and plants of the source task.</summary>
internal static class Harvest
{
    public static readonly IReadOnlyList<DrawnThing> All =
    [
        new("apple", dice => Coat.Of(dice, dice.Between(-10, 100), 75, 75), (easel, coat, dice) =>
        {
            easel.Line(Wood(dice), 3, (0, -20), (3, -40));
            easel.Blob(Leaf(dice), (2, -32), (18, -44), (26, -32), (10, -26));
            easel.Blob(coat.Ink, (0, -22), (26, -34), (40, -4), (20, 36), (0, 30), (-20, 36), (-40, -4), (-26, -34));
        }),
        new("banana", dice => Coat.Of(dice, dice.Between(45, 80), 75, 85), (easel, coat, dice) =>
        {
            var fat = dice.Between(0, 9);
            easel.Blob(coat.Ink, (-42, -24), (-36, -28), (-26, 0), (0, 12), (28, 2), (40, -18), (44, -14), (38, 14 + fat),
                (0, 34 + fat), (-34, 18 + fat));
            easel.Oval(Colours.Ink, 42, -18, 2.6f, 3.4f);
        }),
        new("pear", dice => Coat.Of(dice, dice.Between(30, 90), 65, 75), (easel, coat, dice) =>
        {
            easel.Line(Wood(dice), 3, (0, -32), (4, -48));
            easel.Blob(coat.Ink, (-6, -42), (6, -42), (16, -14), (34, 14), (24, 44), (-24, 44), (-34, 14), (-16, -14));
        }),
        new("cherries", dice => Coat.Of(dice, dice.Between(-20, 40), 80, 70), (easel, coat, dice) =>
        {
            foreach (var side in Easel.Sides)
            {
                var (x, y) = (side * dice.Between(16, 24), dice.Between(16, 28));
                easel.Line(Leaf(dice), 2, (4, -42), (side * 8, -20), (x, y - 8));
                easel.Oval(coat.Ink, x, y, 15, 15);
            }
            easel.Blob(Leaf(dice), (4, -42), (20, -50), (34, -40), (18, -34));
        }),
        new("strawberry", dice => Coat.Of(dice, dice.Between(-10, 20), 80, 80, Marking.Speckles), (easel, coat, dice) =>
        {
            easel.Blob(coat.Ink, (-20, -30), (20, -30), (34, -10), (14, 26), (0, 46), (-14, 26), (-34, -10));
            for (var i = 0; i < 24; i++)
                easel.Oval(Colours.Paper, dice.Around(0, 11), dice.Around(0, 13), 1.1f, 1.6f);
            for (var i = -2; i < 3; i++)
                easel.Blob(Leaf(dice), (i * 2, -30), (i * 10 - 4, -38), (i * 13, -20), (i * 10 + 4, -28));
        }),
        new("grapes", dice => Coat.Of(dice, dice.Between(80, 300), 50, 60), (easel, coat, dice) =>
        {
            easel.Line(Wood(dice), 3, (0, -28), (2, -46));
            for (var row = 0; row < 5; row++)
                for (var i = 0; i < 5 - row; i++)
                    easel.Oval(coat.Ink, (i - (4 - row) / 2f) * 15 + dice.Around(0, 1.5f), -22 + row * 14 + dice.Around(0, 1.5f),
                        8.5f, 9);
        }),
        new("mushroom", Coat.Any, (easel, coat, dice) =>
        {
            var stem = dice.Between(7, 13);
            easel.Blob(Colours.Paper, (-stem, -4), (stem, -4), (stem * 1.3f, 40), (-stem * 1.3f, 40));
            easel.Blob(coat.Ink, (-42, 2), (-34, -30), (0, -46), (34, -30), (42, 2), (0, 8));
            foreach (var (x, y) in ((float, float)[])[(-20, -14), (2, -26), (22, -12), (0, -6)])
                easel.Oval(Colours.Paper, x, y, 5, 4);
        }),
        new("cactus", dice => Coat.Of(dice, 120, 55, 50), (easel, coat, dice) =>
        {
            easel.Line(coat.Ink, 17, (0, 34), (0, 0), (0, -34));
            foreach (var side in Easel.Sides)
            {
                var y = dice.Between(-10, 12);
                easel.Line(coat.Ink, 10, (0, y), (side * 24, y), (side * 28, y - 8), (side * 27, y - 24));
            }
            for (var y = -34; y < 34; y += 7)
                easel.Line(Colours.Paper, 0.8f, (-5, y), (5, y + 3));
            easel.Corners(Colours.Near(dice, 18, 60, 60), (-18, 30), (18, 30), (13, 46), (-13, 46));
        }),
        new("tree", dice => Coat.Of(dice, dice.Between(30, 140), 60, 50), (easel, coat, dice) =>
        {
            easel.Line(Wood(dice), 9, (0, 46), (dice.Around(0, 2), 20), (0, 0));
            for (var i = 0; i < 7; i++)
                easel.Oval(coat.Ink, dice.Around(0, 12), -18 + dice.Around(0, 10), dice.Between(13, 20), dice.Between(11, 18));
        }),
        new("fir", dice => Coat.Of(dice, dice.Between(90, 160), 50, 40), (easel, coat, dice) =>
        {
            easel.Line(Wood(dice), 7, (0, 47), (0, 30));
            for (var i = 2; i >= 0; i--)
                easel.Corners(coat.Ink, (0, -46 + i * 18), (15 + i * 9, -14 + i * 24), (-15 - i * 9, -14 + i * 24));
        }),
        new("flower", Coat.Any, (easel, coat, dice) =>
        {
            easel.Line(Leaf(dice), 3.5f, (0, -10), (dice.Around(0, 4), 20), (0, 47));
            easel.Blob(Leaf(dice), (0, 34), (16, 18), (28, 20), (16, 36));
            var petals = 5 + dice.Below(5);
            for (var i = 0; i < petals; i++)
            {
                var (sin, cos) = MathF.SinCos(i * MathF.Tau / petals);
                easel.Oval(coat.Ink, cos * 18, -16 + sin * 18, 13, 7, i * 360f / petals);
            }
            easel.Oval(Colours.Near(dice, 48, 80, 85), 0, -16, 9, 9);
        }),
    ];

    private static SkiaSharp.SKColor Leaf(Dice dice) => Colours.Near(dice, 115, 55, 50);

    private static SkiaSharp.SKColor Wood(Dice dice) => Colours.Near(dice, 28, 50, 40);
}
