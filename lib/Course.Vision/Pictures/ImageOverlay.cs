using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>An attribution over the faded grey image, like ink on paper: where it is 0, the image stays as it is.</summary>
internal static class ImageOverlay
{
    private const double Width = 180; // of an image, in CSS pixels
    private const double Heading = 26;

    /// <param name="image">uint8, or float in [0, 1]. // [1, C, H, W] or [C, H, W]</param>
    /// <param name="maps">A name and an attribution each. // [1, C, h, w]</param>
    /// <param name="withSign">Channels added, red above zero, blue below; else the strongest channel's size, in violet.</param>
    public static Picture Of(Tensor image, IReadOnlyList<(string Name, Tensor Map)> maps, bool withSign)
    {
        using var scope = NewDisposeScope();
        if (image.Dimensions == 4 && image.shape[0] == 1)
            image = image[0];
        var pixels = Pixels.ToBytes(image); // [C, H, W]
        return Picture.Row([Alone(pixels),
            .. maps.Select(map => Over(image, pixels, Words.Here.Term(map.Name), map.Map, withSign))]);
    }

    private static Picture Alone(Tensor pixels)
    {
        var box = BoxOf(pixels);
        var svg = new Svg(box.Right + 8, box.Bottom + 8);
        svg.Image(box, Pixels.ToPng(pixels));
        return new(svg.ToImage(Words.Here["TheImage"]), Words.Here["TheImage"]);
    }

    private static Picture Over(Tensor image, Tensor pixels, string name, Tensor map, bool withSign)
    {
        var values = PerPixel(map, image, withSign);
        var scale = MapScale.Of(values, withSign ? ColourMap.Reds : ColourMap.Purples);
        var grey = pixels.to(ScalarType.Float32).mean([0]) / 255; // [H, W]
        var ink = scale.Colour(values).to(ScalarType.Float32) / 255; // [3, H, W]
        var paper = 0.45 + 0.55 * grey;

        var box = BoxOf(pixels);
        var svg = new Svg(Math.Max(box.Right + MapScale.BarRoom, box.X + Svg.TextWidth(name, 14)), box.Bottom + 8);
        svg.Text(box.X, 17, name, ("font-weight", "600"));
        svg.Image(box, Pixels.ToPng((ink * paper).clamp(0, 1)));
        scale.DrawBar(svg, box with { X = box.Right + 10, Width = 10 });
        var text = $"{name}: {scale.Describe(values)}";
        return new(svg.ToImage(text), text);
    }

    /// <summary>One number a pixel. // [1, C, h, w] -> [H, W]</summary>
    private static Tensor PerPixel(Tensor map, Tensor image, bool withSign)
    {
        if (image.Dimensions != 3 || map.Dimensions != 4 || map.shape[0] != 1)
            throw new ArgumentException("Expected one image [1, C, H, W] or [C, H, W] and maps [1, C, h, w], found " +
                $"{Expect.Shape(image)} and {Expect.Shape(map)}. Pick one by images[i..(i + 1)].", nameof(map));
        var numbers = map.detach().cpu().to(ScalarType.Float32);
        var one = withSign ? numbers.sum(1, keepdim: true) : Maps.OverChannels(numbers);
        return Maps.ToSizeOf(one, image.unsqueeze(0))[0, 0];
    }

    private static Box BoxOf(Tensor pixels) => new(8, Heading, Width, Width * pixels.shape[1] / pixels.shape[2]);
}
