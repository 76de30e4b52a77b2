using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// A rectangle anywhere in the image, of random area and shape, brought to one size: the network sees the object larger or
/// smaller, elsewhere, and a little stretched (Szegedy et al., Going Deeper with Convolutions, 2015, section 6).
/// </summary>
internal sealed class RandomResizedCrop : Transform
{
    private static readonly (double Least, double Most) ratio = (3.0 / 4, 4.0 / 3); // width to height
    private readonly (double Least, double Most) scale;
    private readonly int size;
    private readonly Resize resize;
    private readonly Resize? first; // what the image goes through before the crop

    public RandomResizedCrop(int size, (double Least, double Most) scale)
    {
        if (!(scale.Least > 0 && scale.Least <= scale.Most && double.IsFinite(scale.Most)))
            throw new ArgumentException(
                $"RandomResizedCrop expected two positive shares of the area, the smaller one first, found {scale}.");
        resize = new(size, size, Interpolation.Bilinear, antialias: true);
        (this.size, this.scale) = (size, scale);
    }

    private RandomResizedCrop(RandomResizedCrop crop, Resize first) =>
        (size, scale, resize, this.first) = (crop.size, crop.scale, crop.resize, first);

    /// <summary>The same crop, of images that are resized first.</summary>
    internal RandomResizedCrop Of(Resize first) => new(this, first);

    public override Tensor Apply(Tensor image, Random random)
    {
        var (height, width) = ImageSize.Of(image, "RandomResizedCrop");
        if (first is not null)
            (height, width) = first.NewSize(height, width);
        var part = Rectangle(height, width, random);
        var crop = first?.Part(image, part) ?? ImageSize.Crop(image, part);
        var result = resize.Apply(crop, random);
        if (!ReferenceEquals(result, crop))
            crop.Dispose();
        return result;
    }

    public override string ToString() =>
        $"RandomResizedCrop({size}, scale=({scale.Least}, {scale.Most}), ratio=({ratio.Least:0.####}, {ratio.Most:0.####}))";

    /// <summary>torchvision's choice: ten tries, then the largest rectangle of an allowed shape, in the middle.</summary>
    internal (int Top, int Left, int Height, int Width) Rectangle(int height, int width, Random random)
    {
        for (var trial = 0; trial < 10; trial++)
        {
            var area = (double)height * width * Between(scale, random);
            var shape = Math.Exp(Between((Math.Log(ratio.Least), Math.Log(ratio.Most)), random)); // 1/2 as often as 2
            var (cropHeight, cropWidth) = (Math.Round(Math.Sqrt(area / shape)), Math.Round(Math.Sqrt(area * shape)));
            if (cropHeight > 0 && cropHeight <= height && cropWidth > 0 && cropWidth <= width)
                return (random.Next(height - (int)cropHeight + 1), random.Next(width - (int)cropWidth + 1), (int)cropHeight,
                    (int)cropWidth);
        }

        var whole = (double)width / height;
        var (lastHeight, lastWidth) = whole < ratio.Least ? (Math.Max((int)Math.Round(width / ratio.Least), 1), width)
            : whole > ratio.Most ? (height, Math.Max((int)Math.Round(height * ratio.Most), 1))
            : (height, width);
        return ((height - lastHeight) / 2, (width - lastWidth) / 2, lastHeight, lastWidth);
    }

    private static double Between((double Least, double Most) range, Random random) =>
        range.Least + random.NextDouble() * (range.Most - range.Least);
}
