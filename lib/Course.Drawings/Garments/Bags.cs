namespace Course.Drawings;

/// <summary>Bags from the front: a body that widens up or down, with a handle, a long strap or none, often with a flap.</summary>
internal static class Bags
{
    public static void Bag(Sketch sketch, Fabric leather, Dice dice)
    {
        var (top, bottom) = (dice.Between(7, 14), dice.Between(22, 27));
        var (upper, lower) = (dice.Between(6.5f, 12.5f), dice.Between(6.5f, 12.5f));
        var kind = dice.Below(10);
        if (kind < 5) // one or two short handles
            foreach (var shift in kind < 2 ? (float[])[-0.8f, 0.8f] : [0])
                sketch.Arc(leather.Shade(0.9f), dice.Between(0.7f, 1.5f), (14 + shift, top + 0.5f),
                    (upper * dice.Between(0.35f, 0.7f), top - dice.Between(1, 3)), 180, 180);
        else if (kind < 8) // a strap from corner to corner
            sketch.Line(leather.Shade(0.9f), dice.Between(0.5f, 1), (14 - upper + 0.6f, top + 1),
                (14 + dice.Around(0, 3), dice.Between(1, 4)), (14 + upper - 0.6f, top + 1));
        sketch.FillBoth(leather.Tone, dice.Between(0.5f, 4),
            (14.1f, top), (14 + upper, top), (14 + lower, bottom), (14.1f, bottom));

        if (dice.Chance(0.5f)) // flap
            sketch.FillBoth(leather.Shade(dice.Between(0.75f, 1.15f)), 1.5f, (14.1f, top), (14 + upper, top),
                (14 + upper * 0.8f, (top + bottom) / 2), (14.1f, (top + bottom) / 2 + 1.2f));
        if (dice.Chance(0.6f)) // clasp
            sketch.Oval(leather.Seam, 14, (top + bottom) / 2, dice.Between(0.6f, 1.4f), dice.Between(0.6f, 1.2f));
        sketch.Line(leather.Seam, 0.5f, (14 - upper + 0.5f, top + 1.2f), (14 + upper - 0.5f, top + 1.2f));
    }
}
