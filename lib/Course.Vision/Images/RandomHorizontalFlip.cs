using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>Left and right exchanged, now and then: a cat that looks the other way is a cat.</summary>
internal sealed class RandomHorizontalFlip : Transform
{
    private readonly double p;

    public RandomHorizontalFlip(double p) => this.p = p is >= 0 and <= 1 ? p
        : throw new ArgumentException($"RandomHorizontalFlip expected a probability from 0 to 1, found {p}.");

    public override Tensor Apply(Tensor image, Random random)
    {
        var (height, width) = ImageSize.Of(image, "RandomHorizontalFlip");
        if (random.NextDouble() >= p)
            return image;
        if (!Interleaved.Is(image))
            return image.flip(-1);
        var result = Interleaved.Empty(height, width);
        var target = Interleaved.Pixels(result, out var targetRow);
        var source = Interleaved.Pixels(image, out var sourceRow);
        for (var y = 0; y < height; y++)
        {
            var row = target.Slice(y * targetRow, width);
            source.Slice(y * sourceRow, width).CopyTo(row);
            row.Reverse();
        }
        GC.KeepAlive(image);
        return result;
    }

    public override string ToString() => $"RandomHorizontalFlip(p={p})";
}
