using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>A square of the middle; an image that is too small gets a black rim first.</summary>
internal sealed class CenterCrop : Transform
{
    private readonly int size;

    public CenterCrop(int size) => this.size = size > 0 ? size
        : throw new ArgumentException($"CenterCrop expected a side of at least 1 pixel, found {size}.");

    public override Tensor Apply(Tensor image, Random random)
    {
        var (height, width) = ImageSize.Of(image, "CenterCrop");
        if ((height, width) == (size, size))
            return image;
        if (height >= size && width >= size)
            return Middle(image, height, width);
        var (missingRows, missingColumns) = (Math.Max(size - height, 0), Math.Max(size - width, 0));
        using var padded = nn.functional.pad(image,
            [missingColumns / 2, (missingColumns + 1) / 2, missingRows / 2, (missingRows + 1) / 2]);
        return Middle(padded, height + missingRows, width + missingColumns);
    }

    public override string ToString() => $"CenterCrop({size})";

    /// <summary>Half a pixel is rounded to the even side, as Python rounds.</summary>
    private Tensor Middle(Tensor image, int height, int width) =>
        ImageSize.Crop(image, ((int)Math.Round((height - size) / 2.0), (int)Math.Round((width - size) / 2.0), size, size));
}
