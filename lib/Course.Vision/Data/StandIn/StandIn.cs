using SkiaSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Drawn clothes in Fashion-MNIST's format, for machines without the real ones: ten classes, 6,000 pictures to train with and
/// 1,000 to test with, the same ones every time.
/// </summary>
public static class StandIn
{
    private const int trainCount = 6000, testCount = 1000, pixelCount = Sketch.Size * Sketch.Size;

    // In label order, with the share of patterned cloth.
    private static readonly (Action<Sketch, Fabric, Dice> Draw, float Patterned)[] classes =
    [
        (Tops.TShirt, 0.4f), (Longs.Trouser, 0.15f), (Tops.Pullover, 0.35f), (Longs.Dress, 0.35f), (Tops.Coat, 0.2f),
        (Shoes.Sandal, 0.08f), (Tops.Shirt, 0.55f), (Shoes.Sneaker, 0.1f), (Bags.Bag, 0.3f), (Shoes.AnkleBoot, 0.12f),
    ];

    /// <summary>The drawn clothes, also where the real ones are at hand: for comparisons that must be the same on every machine.</summary>
    /// <param name="train">True for the training part, false for the test part.</param>
    /// <returns>Images of float32 from 0 to 1. // [N, 1, 28, 28]</returns>
    public static LabelledImages Load(bool train)
    {
        var (pixels, labels) = Draw(train);
        using (pixels)
            return new(Transforms.ToTensor().Apply(pixels), labels, FashionMnist.Names);
    }

    /// <summary>Writes the four files of Fashion-MNIST (IDX, gzip) with the drawn clothes.</summary>
    /// <param name="folder">Where to; made where it is absent. Files of these names are replaced.</param>
    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (part, train) in new[] { ("train", true), ("t10k", false) })
        {
            var (pixels, labels) = DrawBytes(train);
            IdxWriter.WriteImages(Path.Combine(folder, $"{part}-images-idx3-ubyte.gz"), pixels, Sketch.Size, Sketch.Size);
            IdxWriter.WriteLabels(Path.Combine(folder, $"{part}-labels-idx1-ubyte.gz"), labels);
        }
    }

    /// <summary>Draws one part: raw pixels (uint8) and labels (int64). // [N, 1, 28, 28], [N]</summary>
    internal static (Tensor Images, Tensor Labels) Draw(bool train)
    {
        var (pixels, labels) = DrawBytes(train);
        return (tensor(pixels, [labels.Length, 1, Sketch.Size, Sketch.Size]),
            tensor(Array.ConvertAll(labels, label => (long)label)));
    }

    private static (byte[] Pixels, byte[] Labels) DrawBytes(bool train)
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
