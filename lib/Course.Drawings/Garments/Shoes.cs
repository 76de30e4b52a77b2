namespace Course.Drawings;

/// <summary>Sandal, sneaker and ankle boot, seen from the side with the toe to the left.</summary>
internal static class Shoes
{
    public static void Sandal(Sketch sketch, Fabric leather, Dice dice)
    {
        var (toe, end) = (dice.Between(1, 2.5f), dice.Between(25, 27));
        var heel = dice.Chance(0.5f) ? dice.Between(5, 12) : dice.Between(0.4f, 2.2f);   // height of the heel
        var ground = heel > 4 ? dice.Between(23, 26) : dice.Between(17, 20);
        var (ball, sole) = (toe + 9, dice.Between(1.2f, 2.8f));
        var back = ground - heel;
        sketch.Fill(leather.Tone, 0.5f, (toe, ground - sole), (ball, ground - sole), (end - 3, back - sole), (end, back - sole),
            (end, back), (end - 4, back + 0.6f), (ball + 0.6f, ground), (toe, ground));
        if (heel > 4 && dice.Chance(0.25f)) // a wedge
            sketch.Fill(leather.Shade(0.8f), 0.4f, (ball, ground - 0.4f), (end, back), (end, ground), (ball, ground));
        else if (heel > 2)
            sketch.Fill(leather.Shade(0.85f), 0.3f,
                (end - dice.Between(1.2f, 4), back), (end, back), (end - 0.2f, ground), (end - 1.6f, ground));

        var strap = dice.Between(1, 2.2f);
        var arch = dice.Between(2.5f, 5);
        sketch.Arc(leather.Shade(0.95f), strap, (toe + 5, ground - sole), (dice.Between(2.4f, 4), arch), 180, 180);
        if (dice.Chance(0.6f))
            sketch.Arc(leather.Shade(0.9f), strap, (toe + 7.5f, ground - sole - 0.4f), (2.6f, arch + 1), 180, 180);
        if (dice.Chance(0.75f)) // around the ankle
        {
            var ankle = back - sole - dice.Between(3.5f, 6);
            sketch.Line(leather.Shade(0.95f), strap * 0.8f, (end - 0.6f, back - sole), (end - 0.8f, ankle), (end - 7, ankle + 1));
            sketch.Line(leather.Shade(0.85f), strap * 0.8f, (end - 7, ankle + 1), (ball - 1, ground - sole - 1));
        }
        else if (dice.Chance(0.6f)) // a thong
            sketch.Line(leather.Shade(0.9f), strap,
                (toe + 3, ground - sole), (ball - 1, ground - sole - arch), (end - 6, back - sole));
    }

    public static void Sneaker(Sketch sketch, Fabric leather, Dice dice)
    {
        var (toe, heel, ground) = (dice.Between(0.6f, 1.6f), dice.Between(26, 27.4f), dice.Between(19, 21.5f));
        var (sole, height) = (dice.Between(1.2f, 2.6f), dice.Chance(0.15f) ? dice.Between(9, 12) : dice.Between(6, 9));
        var (top, opening) = (ground - sole - height, dice.Between(16, 19));
        sketch.Fill(leather.Tone, 1,
            (toe, ground - sole - 0.2f), (toe + 0.8f, ground - sole - dice.Between(1.4f, 2.6f)),
            (toe + 7, ground - sole - height * 0.52f), (opening - 2, top), (opening, top + 0.6f),
            (heel - 3, top + dice.Between(0.8f, 2)), (heel - 0.4f, top + 0.3f), (heel, ground - sole));
        sketch.Fill(dice.Chance(0.6f) ? 235 : leather.Shade(0.5f), 0.7f,
            (toe - 0.4f, ground - sole), (heel + 0.2f, ground - sole), (heel, ground), (toe, ground));
        sketch.Line(leather.Seam, 0.4f, (toe, ground - sole), (heel, ground - sole));
        for (var lace = 0; lace < 3; lace++)
        {
            var (x, y) = (toe + 8.5f + 2.2f * lace, ground - sole - height * (0.52f + 0.13f * lace));
            sketch.Line(leather.Seam, 0.6f, (x, y + 0.4f), (x + 1, y + 2.2f));
        }
        if (dice.Chance(0.6f)) // a stripe on the side
            sketch.Line(leather.Seam, dice.Between(0.6f, 1.4f), (13, ground - sole - 1), (18, ground - sole - height * 0.6f));
    }

    public static void AnkleBoot(Sketch sketch, Fabric leather, Dice dice)
    {
        var (toe, end, ground) = (dice.Between(1, 3), dice.Between(23, 26.5f), dice.Between(24.5f, 27));
        var heel = dice.Chance(0.35f) ? dice.Between(4, 8) : dice.Between(0.8f, 2.6f);
        var top = dice.Chance(0.3f) ? dice.Between(1, 4) : dice.Between(5, 10);
        var (shaft, sole, instep) = (end - dice.Between(8, 11.5f), ground - dice.Between(0.8f, 1.6f), dice.Between(5, 7.5f));
        var back = ground - heel;
        sketch.Fill(leather.Tone, 1.2f,
            (toe, sole), (toe + 0.4f, sole - dice.Between(2, 3.4f)), (toe + 6, sole - instep),
            (shaft, sole - instep - 3.4f), (shaft - 0.6f, top), (end + dice.Around(0, 0.5f), top + dice.Around(0, 0.5f)),
            (end - 0.5f, back - 5), (end, back), (end - 6, back), (toe + 11, sole));
        sketch.Fill(leather.Shade(0.55f), 0.4f,
            (toe - 0.3f, sole), (toe + 11, sole), (end - 6, back - 0.5f), (end + 0.2f, back - 0.5f),
            (end - dice.Between(0, 0.8f), ground), (end - dice.Between(2, 5), ground), (end - 5.5f, back + 0.8f),
            (toe + 11, ground), (toe, ground));
        if (dice.Chance(0.4f)) // an elastic side
            sketch.Fill(leather.Seam, 0.4f, (shaft + 3, top + 1), (end - 3, top + 1), (end - 5, sole - 5));
        else if (dice.Chance(0.5f)) // laces
            for (var y = top + 2; y < sole - instep; y += 2)
                sketch.Line(leather.Seam, 0.6f, (shaft - 0.2f, y), (shaft + 2.4f, y + 0.8f));
    }
}
