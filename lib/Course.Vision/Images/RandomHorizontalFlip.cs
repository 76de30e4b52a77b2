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
        _ = ImageSize.Of(image, "RandomHorizontalFlip");
        if (random.NextDouble() >= p)
            return image;
        return Interleaved.Is(image) ? Interleaved.Mirrored(image) : image.flip(-1);
    }

    public override string ToString() => $"RandomHorizontalFlip(p={p})";
}
