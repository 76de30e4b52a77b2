namespace Course.Drawings;

/// <summary>What hangs from the waist or the shoulders to the lower edge: trouser and dress.</summary>
internal static class Longs
{
    public static void Trouser(Sketch sketch, Fabric cloth, Dice dice)
    {
        var (waist, hip, crotch) = (dice.Between(3.2f, 4.8f), dice.Between(4.2f, 5.8f), dice.Between(8, 12));
        var (spread, leg) = (dice.Between(0.3f, 2.2f), dice.Between(1.6f, 3.6f));
        var length = dice.Chance(0.12f) ? dice.Between(17, 22) : 27;
        sketch.FillPair(cloth.Tone, 0.6f, (13.8f, 1.2f), (14 + waist, 1.2f), (14 + hip, crotch - 1),
            (14 + spread + leg, length), (14 + spread, length), (14.3f, crotch));
        sketch.Line(cloth.Seam, 0.7f, (14 - waist, 2.6f), (14 + waist, 2.6f));
        if (dice.Chance(0.5f))
            sketch.Line(cloth.Shade(0.7f), 0.5f, (14, 3), (14, crotch - 1));
        if (dice.Chance(0.4f)) // creases
            foreach (var side in (float[])[-1, 1])
                sketch.Line(cloth.Shade(1.2f), 0.6f,
                    (14 + side * hip * 0.55f, crotch), (14 + side * (spread + leg / 2), length - 1));
    }

    public static void Dress(Sketch sketch, Fabric cloth, Dice dice)
    {
        var (top, shoulder, neck) = (dice.Between(1, 2), dice.Between(3.2f, 5.4f), dice.Between(1.6f, 3));
        var (waist, waistY) = (dice.Between(2.8f, 4.8f), dice.Between(10, 14));
        var hem = dice.Chance(0.45f) ? dice.Between(6, 9) : dice.Between(3.4f, 6);
        var sleeve = dice.Next();
        if (sleeve > 0.35f)
        {
            var (reach, away) = sleeve > 0.8f ? (dice.Between(13, 19), dice.Between(0.6f, 2.4f))
                : (dice.Between(3, 6), dice.Between(1, 2.4f));
            sketch.FillPair(cloth.Shade(0.88f), 0.7f, (14 + shoulder - 1, top + 0.6f), (14 + shoulder + 0.6f, top + 1.2f),
                (14 + shoulder + away + 0.9f, top + reach), (14 + shoulder + away - 1.3f, top + reach + 0.4f),
                (14 + shoulder - 1, top + 6));
        }
        sketch.FillBoth(cloth.Tone, 0.7f, (14.1f, top + dice.Between(0.6f, 4)), (14 + neck, top), (14 + shoulder, top + 1),
            (14 + shoulder - 0.4f, top + 5), (14 + waist, waistY), (14 + (waist + hem) * 0.55f, waistY + 6), (14 + hem, 27));
        if (dice.Chance(0.5f)) // belt
            sketch.Line(cloth.Seam, dice.Between(0.6f, 1.4f), (14 - waist + 0.4f, waistY), (14 + waist - 0.4f, waistY));
        if (hem > 5.5f) // folds of a wide skirt
            foreach (var side in (float[])[-0.6f, 0, 0.6f])
                sketch.Line(cloth.Shade(0.75f), 0.5f, (14 + side * waist, waistY + 2), (14 + side * hem, 26.5f));
    }
}
