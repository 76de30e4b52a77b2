using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Brightness, contrast, saturation and hue changed at random, in random order, as another camera at another hour would. Takes
/// colour images before ToTensor, and changes them as PIL does.
/// </summary>
internal sealed class ColorJitter : Transform
{
    private readonly double brightness, contrast, saturation, hue;

    public ColorJitter(double brightness, double contrast, double saturation, double hue)
    {
        if (brightness < 0 || contrast < 0 || saturation < 0 || hue is < 0 or > 0.5)
            throw new ArgumentException(
                "ColorJitter expected brightness, contrast and saturation of at least 0, and hue from 0 to 0.5, " +
                $"found ({brightness}, {contrast}, {saturation}, {hue}).");
        (this.brightness, this.contrast, this.saturation, this.hue) = (brightness, contrast, saturation, hue);
    }

    public override Tensor Apply(Tensor image, Random random)
    {
        var (height, width) = ImageSize.Of(image, "ColorJitter");
        if (image.dtype != ScalarType.Byte || image.shape[^3] != 3)
            throw new ArgumentException(
                $"ColorJitter expected uint8 colour images [..., 3, H, W], found {image.dtype} {Expect.Shape(image)}. " +
                "Put it before ToTensor.", nameof(image));
        Change[] changes =
        [
            Strength(ColourChange.Brightness, brightness, random), Strength(ColourChange.Contrast, contrast, random),
            Strength(ColourChange.Saturation, saturation, random), Shift(random),
        ];
        random.Shuffle(changes);
        if (Interleaved.Is(image))
            return Changed(image, changes);
        using var scope = NewDisposeScope();
        var images = image.cpu().reshape(-1, 3, height, width);
        return stack([.. images.unbind().Select(one => Changed(one, changes))]).reshape(image.shape).to(image.device)
            .MoveToOuterDisposeScope();
    }

    public override string ToString() => $"ColorJitter({brightness}, {contrast}, {saturation}, {hue})";

    /// <summary>What is done to all pixels of an image, row after row.</summary>
    internal delegate void Change(Span<uint> pixels);

    /// <summary>A change by a factor around 1.</summary>
    private static Change Strength(Action<Span<uint>, float> change, double most, Random random)
    {
        var least = Math.Max(1 - most, 0);
        var factor = (float)(least + random.NextDouble() * (1 + most - least));
        return most == 0 ? Nothing : pixels => change(pixels, factor);
    }

    private Change Shift(Random random)
    {
        var turn = (2 * random.NextDouble() - 1) * hue;
        return hue == 0 ? Nothing : pixels => ColourChange.Hue(pixels, turn);
    }

    private static void Nothing(Span<uint> pixels)
    {
    }

    /// <summary>A changed copy of a uint8 image. // [3, H, W]</summary>
    internal static Tensor Changed(Tensor image, params Change[] changes)
    {
        var result = Interleaved.Pack(image);
        var width = (int)image.shape[2];
        var memory = Interleaved.Pixels(result, out var row);
        var pixels = new uint[(int)image.shape[1] * width]; // without the gaps between rows, which would count in a mean
        for (var y = 0; y < image.shape[1]; y++)
            memory.Slice(y * row, width).CopyTo(pixels.AsSpan(y * width));
        foreach (var change in changes)
            change(pixels);
        for (var y = 0; y < image.shape[1]; y++)
            pixels.AsSpan(y * width, width).CopyTo(memory[(y * row)..]);
        return result;
    }
}
