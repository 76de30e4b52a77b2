using Course.Drawings;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Drawn clothes in Fashion-MNIST's format, for machines without the real ones: ten classes, 6,000 pictures to train with and
/// 1,000 to test with, the same ones every time.
/// </summary>
public static class StandIn
{
    /// <summary>
    /// The drawn clothes, also where the real ones are at hand: for comparisons that must be the same on every machine.
    /// </summary>
    /// <param name="train">True for the training part, false for the test part.</param>
    /// <returns>Images of float32 from 0 to 1. // [N, 1, 28, 28]</returns>
    public static LabelledImages Load(bool train)
    {
        var (pixels, labels) = Draw(train);
        using (pixels)
            return new(Transforms.ToTensor().Apply(pixels), labels, FashionMnist.Names);
    }

    /// <summary>Draws one part: raw pixels (uint8) and labels (int64). // [N, 1, 28, 28], [N]</summary>
    internal static (Tensor Images, Tensor Labels) Draw(bool train)
    {
        var (pixels, labels) = Garments.Draw(train);
        return (tensor(pixels, [labels.Length, 1, Garments.Size, Garments.Size]),
            tensor(Array.ConvertAll(labels, label => (long)label)));
    }
}
