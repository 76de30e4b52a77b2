using SkiaSharp;

namespace Course.Drawings;

/// <summary>
/// Draws clothes of Fashion-MNIST's ten classes: 6,000 pictures to train with and 1,000 to test with, the same ones every time.
/// </summary>
public static class Garments
{
    /// <summary>Height and width of a picture in pixels.</summary>
    public const int Size = Sketch.Size;

    private const int trainCount = 6000, testCount = 1000, pixelCount = Size * Size;

    // In label order, with the share of patterned cloth.
    private static readonly (Action<Sketch, Fabric, Dice> Draw, float Patterned)[] classes =
    [
        (Tops.TShirt, 0.4f), (Longs.Trouser, 0.15f), (Tops.Pullover, 0.35f), (Longs.Dress, 0.35f), (Tops.Coat, 0.2f),
        (Shoes.Sandal, 0.08f), (Tops.Shirt, 0.55f), (Shoes.Sneaker, 0.1f), (Bags.Bag, 0.3f), (Shoes.AnkleBoot, 0.12f),
    ];

    /// <summary>Draws one part.</summary>
    /// <param name="train">The training part, else the test part.</param>
    /// <returns>Grey pixels, picture by picture and row by row, and each picture's class. // [N * 28 * 28], [N]</returns>
    public static (byte[] Pixels, byte[] Labels) Draw(bool train)
    {
        var labels = new byte[train ? trainCount : testCount];
        var pixels = new byte[labels.Length * pixelCount];
        using var sketch = new Sketch();
        var order = new Dice(train ? 1u : 2u);
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = (byte)(i % classes.Length);
            if (i % classes.Length == classes.Length - 1)
                Shuffle(labels.AsSpan(i - classes.Length + 1, classes.Length), order); // every ten pictures hold each class once
        }
        for (var i = 0; i < labels.Length; i++)
        {
            var dice = new Dice((train ? 1000003ul : 2000003ul) * 1000003 + (ulong)i * 7919); // dice of its own for each picture
            DrawOne(sketch, labels[i], dice, pixels.AsSpan(i * pixelCount, pixelCount));
        }
        return (pixels, labels);
    }

    private static void DrawOne(Sketch sketch, int label, Dice dice, Span<byte> pixels)
    {
        var (draw, patterned) = classes[label];
        var fabric = new Fabric(dice, patterned);
        sketch.Begin(Pose(dice));
        draw(sketch, fabric, dice);
        fabric.Finish(sketch, pixels);
    }

    /// <summary>A little shift, stretch, lean and turn around the middle of the sheet.</summary>
    private static SKMatrix Pose(Dice dice)
    {
        var (wide, high) = (dice.Between(0.94f, 1.12f), dice.Between(0.94f, 1.08f));
        var (lean, turn) = (dice.Around(0, 0.03f), dice.Around(0, 0.03f)); // sideways a pixel down, down a pixel sideways
        var (x, y) = (dice.Around(0, 0.7f), dice.Around(0, 0.6f));
        return new SKMatrix(
            wide, lean, Sketch.Middle * (1 - wide - lean) + x,
            turn, high, Sketch.Middle * (1 - high - turn) + y,
            0, 0, 1);
    }

    private static void Shuffle(Span<byte> values, Dice dice)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var other = dice.Below(i + 1);
            (values[i], values[other]) = (values[other], values[i]);
        }
    }
}
