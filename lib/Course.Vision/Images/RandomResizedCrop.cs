using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// A rectangle anywhere in the image, of random area and shape, brought to one size: the network sees the object larger or
/// smaller, elsewhere, and a little stretched (Szegedy et al., Going Deeper with Convolutions, 2015, section 6).
/// </summary>
internal sealed class RandomResizedCrop : Transform
{
    private readonly (double Least, double Most) scale, ratio;
    private readonly int size;
    private readonly Resize resize;

    public RandomResizedCrop(int size, (double, double) scale, (double, double) ratio, Interpolation interpolation)
    {
        resize = new(size, size, interpolation, antialias: true);
        (this.size, this.scale, this.ratio) = (size, Range(scale, "shares of the area"), Range(ratio, "width to height"));
    }

    public override Tensor Apply(Tensor image, Random random)
    {
        var (height, width) = ImageSize.Of(image, "RandomResizedCrop");
        var (top, left, cropHeight, cropWidth) = Rectangle(height, width, random);
        return Resized(ImageSize.Crop(image, top, left, cropHeight, cropWidth), random);
    }

    /// <summary>The same of an image that is yet to be resized: of that only the rectangle is made. Null where the whole must be.</summary>
    internal Tensor? After(Resize first, Tensor image, Random random) =>
        first.Part(image, (height, width) => Rectangle(height, width, random)) is { } crop ? Resized(crop, random) : null;

    private Tensor Resized(Tensor crop, Random random)
    {
        var result = resize.Apply(crop, random);
        if (!ReferenceEquals(result, crop))
            crop.Dispose();
        return result;
    }

    public override string ToString() => $"RandomResizedCrop({size}, scale=({scale.Least}, {scale.Most}), ratio=({ratio.Least:0.####}, {ratio.Most:0.####}))";

    /// <summary>torchvision's choice: ten tries, then the largest rectangle of an allowed shape, in the middle.</summary>
    internal (int Top, int Left, int Height, int Width) Rectangle(int height, int width, Random random)
    {
        for (var trial = 0; trial < 10; trial++)
        {
            var area = (double)height * width * Between(scale, random);
            var shape = Math.Exp(Between((Math.Log(ratio.Least), Math.Log(ratio.Most)), random)); // 1/2 as often as 2
            var (cropHeight, cropWidth) = (Math.Round(Math.Sqrt(area / shape)), Math.Round(Math.Sqrt(area * shape)));
            if (cropHeight > 0 && cropHeight <= height && cropWidth > 0 && cropWidth <= width)
                return (random.Next(height - (int)cropHeight + 1), random.Next(width - (int)cropWidth + 1), (int)cropHeight, (int)cropWidth);
        }

        var whole = (double)width / height;
        var (lastHeight, lastWidth) = whole < ratio.Least ? (Math.Max((int)Math.Round(width / ratio.Least), 1), width)
            : whole > ratio.Most ? (height, Math.Max((int)Math.Round(height * ratio.Most), 1))
            : (height, width);
        return ((height - lastHeight) / 2, (width - lastWidth) / 2, lastHeight, lastWidth);
    }

    private static double Between((double Least, double Most) range, Random random) =>
        range.Least + random.NextDouble() * (range.Most - range.Least);

    private static (double, double) Range((double Least, double Most) range, string what) =>
        range.Least > 0 && range.Least <= range.Most && double.IsFinite(range.Most) ? range
            : throw new ArgumentException($"RandomResizedCrop expected a range of positive numbers ({what}), smaller one first, found {range}.");
}
