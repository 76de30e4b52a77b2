namespace Course.Drawings;

/// <summary>Shapes, letters and patterns of the source task.</summary>
internal static class Signs
{
    public static readonly IReadOnlyList<DrawnThing> All =
    [
        new("star", Coat.Any, (easel, coat, dice) =>
        {
            var (points, depth) = (5 + dice.Below(3), dice.Between(0.4f, 0.6f));
            var outline = new (float, float)[2 * points];
            for (var i = 0; i < outline.Length; i++)
            {
                var radius = i % 2 == 0 ? 46 : 46 * depth;
                outline[i] = (radius * MathF.Sin(i * MathF.PI / points), -radius * MathF.Cos(i * MathF.PI / points));
            }
            easel.Corners(coat.Ink, outline);
        }),
        new("heart", Coat.Any, (easel, coat, dice) => easel.Blob(coat.Ink,
            (0, -22), (20, -46), (46, -30), (40, dice.Between(-4, 8)), (0, 52), (0, 52), (-40, dice.Between(-4, 8)), (-46, -30),
            (-20, -46))),
        new("arrow", Coat.Any, (easel, coat, dice) =>
        {
            var (shaft, head) = (dice.Between(6, 14), dice.Between(24, 38));
            easel.Corners(coat.Ink, (-46, -shaft), (4, -shaft), (4, -head), (46, 0), (4, head), (4, shaft), (-46, shaft));
        }),
        new("crescent", Coat.Any, (easel, coat, dice) =>
        {
            var bite = dice.Between(-16, 2);
            easel.Blob(
                coat.Ink, (10, -46), (-24, -40), (-42, 0), (-24, 40), (10, 46), (30, 38), (bite, 22), (bite, -22), (30, -38));
        }),
        new("letter A", Coat.Any,
            (easel, coat, _) => Letter(easel, coat, [[(-26, 40), (0, -42), (26, 40)], [(-16, 14), (16, 14)]])),
        new("letter K", Coat.Any,
            (easel, coat, _) => Letter(easel, coat, [[(-20, -42), (-20, 42)], [(24, -42), (-18, 0), (26, 42)]])),
        new("letter Z", Coat.Any, (easel, coat, _) => Letter(easel, coat, [[(-26, -38), (26, -38), (-26, 38), (26, 38)]])),
        new("striped cloth", dice => Cloth(dice, Marking.Stripes), Spread),
        new("chequered cloth", dice => Cloth(dice, Marking.Checks), Spread),
        new("spotted cloth", dice => Cloth(dice, Marking.Spots), Spread),
    ];

    private static void Letter(Easel easel, Coat coat, (float X, float Y)[][] strokes)
    {
        foreach (var stroke in strokes)
            for (var i = 1; i < stroke.Length; i++)
                easel.Line(coat.Ink, 12, stroke[i - 1], stroke[i]);
    }

    private static Coat Cloth(Dice dice, Marking marking) =>
        Coat.Of(dice, dice.Between(0, 360), dice.Between(10, 80), dice.Between(35, 90), marking);

    private static void Spread(Easel easel, Coat coat, Dice dice)
    {
        float Off() => dice.Around(0, 5);
        easel.Corners(
            coat.Ink, (-46 + Off(), -44 + Off()), (46 + Off(), -44 + Off()), (46 + Off(), 44 + Off()), (-46 + Off(), 44 + Off()));
        for (var i = 0; i < 3; i++) // folds
            easel.Line(Colours.Ink.WithAlpha(70), 2, (Off() * 8, -40), (Off() * 6, 0), (Off() * 8, 40));
    }
}
