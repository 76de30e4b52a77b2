namespace Course.Drawings;

/// <summary>T-shirt, pullover, coat and shirt: one cut with a body and two sleeves, told apart by details.</summary>
internal static class Tops
{
    public static void TShirt(Sketch sketch, Fabric cloth, Dice dice)
    {
        var cut = Cut.Random(dice) with
        {
            Sleeve = dice.Chance(0.12f) ? 0 : dice.Chance(0.12f) ? dice.Between(0.5f, 0.75f) : dice.Between(0.28f, 0.45f),
            SleeveAngle = dice.Between(0.45f, 0.85f),
            Neck = dice.Between(2.4f, 4.2f),
            NeckDepth = dice.Between(0.8f, 3.4f),
        };
        Draw(sketch, cloth, cut);
        if (dice.Chance(0.4f))
            Print(sketch, cloth, dice);
    }

    public static void Pullover(Sketch sketch, Fabric cloth, Dice dice)
    {
        var cut = Cut.Random(dice) with
        {
            Sleeve = dice.Between(0.86f, 1),
            Neck = dice.Between(2, 3.6f),
            NeckDepth = dice.Between(0.3f, 1.6f),
            Hem = dice.Between(23, 26),
            Flare = dice.Between(0.84f, 1),
        };
        Draw(sketch, cloth, cut);
        sketch.Line(cloth.Seam, 0.8f,
            (14 - cut.Neck, cut.Top + 0.4f), (14, cut.Top + cut.NeckDepth + 0.6f), (14 + cut.Neck, cut.Top + 0.4f));
        if (dice.Chance(0.7f)) // ribbed hem
            sketch.Line(cloth.Seam, 0.9f,
                (14 - cut.Body * cut.Flare, cut.Hem - 1.8f), (14 + cut.Body * cut.Flare, cut.Hem - 1.8f));
        if (dice.Chance(0.3f))
            Print(sketch, cloth, dice);
    }

    public static void Coat(Sketch sketch, Fabric cloth, Dice dice)
    {
        var cut = Cut.Random(dice) with
        {
            Sleeve = dice.Between(0.86f, 1),
            Neck = dice.Between(1.8f, 3),
            NeckDepth = 0.5f,
            Hem = dice.Between(25.5f, 27.5f),
            Body = dice.Between(6, 7.6f),
        };
        Draw(sketch, cloth, cut);
        var lapel = dice.Between(3, 9);
        sketch.FillPair(cloth.Shade(dice.Between(0.7f, 1.2f)), 0.3f, // collar and lapels
            (14, cut.Top + lapel), (14 + cut.Neck + 0.6f, cut.Top + 1.6f), (14 + cut.Neck, cut.Top - 0.6f), (14.6f, cut.Top + 1));
        sketch.Line(cloth.Seam, dice.Between(0.6f, 1.3f), (14, cut.Top + lapel - 1), (14, cut.Hem - 0.3f));
        if (dice.Chance(0.6f)) // pockets
            foreach (var side in (float[])[-1, 1])
                sketch.Line(cloth.Seam, 0.6f, (14 + side * 2.4f, cut.Hem - 7), (14 + side * 4.6f, cut.Hem - 8));
    }

    public static void Shirt(Sketch sketch, Fabric cloth, Dice dice)
    {
        var isShort = dice.Chance(0.35f);
        var cut = Cut.Random(dice) with
        {
            Flare = dice.Between(0.96f, 1.14f),
            Sleeve = isShort ? dice.Between(0.35f, 0.55f) : dice.Between(0.8f, 1),
            Neck = dice.Between(1.6f, 3),
            NeckDepth = dice.Between(0.6f, 2),
            SleeveAngle = isShort ? dice.Between(0.3f, 0.6f) : dice.Between(0.1f, 0.24f),
        };
        Draw(sketch, cloth, cut);
        if (dice.Chance(0.85f)) // collar
            sketch.FillPair(cloth.Shade(1.25f), 0.2f,
                (14.2f, cut.Top + 1.6f), (14 + cut.Neck + 0.4f, cut.Top + 2.4f), (14 + cut.Neck, cut.Top - 0.5f));
        if (dice.Chance(0.15f))
            return; // a blouse: no buttons to see
        sketch.Line(cloth.Shade(0.85f), 0.5f, (14, cut.Top + 2), (14, cut.Hem - 0.4f));
        for (var y = cut.Top + 4; y < cut.Hem - 1; y += 3.2f)
            sketch.Oval(cloth.Seam, 14, y, 0.5f, 0.5f);
    }

    private static void Draw(Sketch sketch, Fabric cloth, Cut cut)
    {
        var (top, shoulder) = (cut.Top, 14 + cut.Shoulder);
        if (cut.Sleeve > 0)
        {
            var (sin, cos) = (MathF.Sin(cut.SleeveAngle), MathF.Cos(cut.SleeveAngle));
            var reach = cut.Sleeve * 20;
            var (x, y) = (shoulder - 1 + sin * reach, top + 2 + cos * reach);
            sketch.FillPair(cloth.Shade(0.9f), 0.8f, (shoulder - 2, top + 0.8f), (shoulder, top + 1.4f),
                (x + cut.Cuff * cos, y - cut.Cuff * sin), (x - cut.Cuff * cos, y + cut.Cuff * sin),
                (14 + cut.Body - 0.5f, top + 8));
        }
        sketch.FillBoth(cloth.Tone, 0.7f, (14 + 0.1f, top + cut.NeckDepth), (14 + cut.Neck, top), (shoulder, top + 1.5f),
            (14 + cut.Body, top + 7), (14 + cut.Body * 0.96f, (top + cut.Hem) / 2), (14 + cut.Body * cut.Flare, cut.Hem));
        if (cut.Sleeve > 0.3f) // the fold between sleeve and body
            foreach (var side in (float[])[-1, 1])
                sketch.Line(cloth.Shade(0.6f), 0.6f,
                    (14 + side * (cut.Body + 0.1f), top + 5), (14 + side * cut.Body, top + 5 + 16 * (cut.Sleeve - 0.3f)));
    }

    private static void Print(Sketch sketch, Fabric cloth, Dice dice)
    {
        var (y, width, height) = (dice.Between(8, 13), dice.Between(1.5f, 4), dice.Between(0.8f, 3.2f));
        if (dice.Chance(0.5f))
            sketch.Oval(cloth.Seam, 14, y, width, height);
        else
            sketch.Line(cloth.Seam, height * 0.7f, (14 - width, y), (14 + width, y));
    }

    /// <summary>The measures of a top in pixels: half widths from the middle, heights from above.</summary>
    private sealed record Cut(
        float Top, float Hem, float Shoulder, float Body, float Flare,
        float Neck, float NeckDepth, float Sleeve, float SleeveAngle, float Cuff)
    {
        public static Cut Random(Dice dice) => new(
            Top: dice.Between(1.5f, 3), Hem: dice.Between(24, 27),
            Shoulder: dice.Between(5.6f, 7.2f), Body: dice.Between(5.2f, 7.2f),
            Flare: dice.Between(0.94f, 1.1f), Neck: 3, NeckDepth: 1,
            Sleeve: 1, SleeveAngle: dice.Between(0.1f, 0.24f), Cuff: dice.Between(1, 1.9f));
    }
}
