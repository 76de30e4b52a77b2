using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>Which side of an attribution is shown.</summary>
public enum Sign
{
    /// <summary>Red speaks for the class, blue against it; red alone where nothing is negative.</summary>
    Both,

    /// <summary>Only what speaks for the class, in red.</summary>
    Positive,

    /// <summary>Only what speaks against the class, in blue.</summary>
    Negative,

    /// <summary>The size without the sign, in violet.</summary>
    Absolute,
}

/// <summary>How attributions are laid over an image.</summary>
public sealed record OverlayOptions
{
    /// <summary>Which side is shown.</summary>
    public Sign Sign { get; init; } = Sign.Both;

    /// <summary>How strong the colours are: 0 shows the faded image only, 1 the full colour.</summary>
    public double Opacity { get; init; } = 1;

    /// <summary>Width of the image in CSS pixels.</summary>
    public int Width { get; init; } = 180;
}

/// <summary>
/// An attribution over the faded grey image, like ink on paper: where it is 0, the image stays as it is. The scale ends at the 99th of a
/// hundred sizes, since a single pixel would otherwise leave all others pale; the bar then says "and beyond".
/// </summary>
internal sealed class Overlay
{
    private const double Heading = 26;
    private readonly OverlayOptions options;
    private readonly (string Name, ColourMap Map, double Low, double High, bool Beyond) look;
    private readonly Tensor values; // [H, W]
    private readonly Tensor grey; // [H, W] in 0..1

    private Overlay(Tensor image, string name, Tensor map, OverlayOptions options)
    {
        this.options = options;
        values = Side(Flat(map, image, options.Sign), options.Sign);
        var signed = options.Sign == Sign.Both && values.min().ToDouble() < 0;
        var colours = signed ? ColourMap.Diverging : options.Sign switch
        {
            Sign.Negative => ColourMap.Blues,
            Sign.Absolute => ColourMap.Purples,
            _ => ColourMap.Reds,
        };
        var (reach, most) = MapScale.Of(values);
        look = (name, colours, signed ? -reach : 0, reach, most > reach);
        grey = Pixels.ToBytes(image).to(ScalarType.Float32).mean([0]) / 255;
    }

    public static Picture Of(Tensor image, IReadOnlyList<(string Name, Tensor Map)> maps, OverlayOptions options)
    {
        if (options.Opacity is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(options), options.Opacity, "Expected an opacity from 0 to 1.");
        using var scope = NewDisposeScope();
        if (image.Dimensions == 4 && image.shape[0] == 1) image = image[0];
        return Picture.Row([Alone(image, options), .. maps.Select(map => new Overlay(image, map.Name, map.Map, options).ToPicture())]);
    }

    private static Picture Alone(Tensor image, OverlayOptions options)
    {
        var pixels = Pixels.ToBytes(image); // [C, H, W]
        var box = new Box(8, Heading, options.Width, options.Width * (double)pixels.shape[1] / pixels.shape[2]);
        var svg = new Svg(box.Right + 8, box.Bottom + 8);
        svg.Pixels(box, pixels);
        return new(svg.ToImage("The image."), "The image.");
    }

    private Picture ToPicture()
    {
        var box = new Box(8, Heading, options.Width, options.Width * (double)values.shape[0] / values.shape[1]);
        var svg = new Svg(Math.Max(box.Right + ColourBar.Room, box.X + Svg.TextWidth(look.Name, 14)), box.Bottom + 8);
        svg.Text(box.X, 17, look.Name, ("font-weight", "600"));
        svg.Pixels(box, Mixed());
        ColourBar.Draw(svg, box with { X = box.Right + 10, Width = 10 }, look.Map, (look.Low, look.High), look.Beyond);
        var text = $"{look.Name}: {MapScale.Describe(values, look.High)}";
        return new(svg.ToImage(text), text);
    }

    private Tensor Mixed()
    {
        var ink = look.Map.Apply((values - look.Low) / (look.High - look.Low)).to(ScalarType.Float32) / 255; // [3, H, W]
        var paper = 0.45 + 0.55 * grey;
        return ((1 - options.Opacity * (1 - ink)) * paper).clamp(0, 1);
    }

    /// <summary>One number a pixel: channels are added, or without signs the strongest counts.</summary>
    private static Tensor Flat(Tensor map, Tensor image, Sign sign)
    {
        if (image.Dimensions != 3 || map.Dimensions != 4 || map.shape[0] != 1)
            throw new ArgumentException("Expected one image [1, C, H, W] or [C, H, W] and maps [1, C, h, w], found " +
                $"{Expect.Shape(image)} and {Expect.Shape(map)}. Pick one by images[i..(i + 1)].", nameof(map));
        var detached = map.detach().cpu().to(ScalarType.Float32);
        var one = sign == Sign.Absolute ? Maps.OverChannels(detached) : detached.sum(1, keepdim: true);
        return Maps.ToSizeOf(one, image.unsqueeze(0))[0, 0];
    }

    private static Tensor Side(Tensor values, Sign sign) => sign switch
    {
        Sign.Positive => values.clamp(min: 0),
        Sign.Negative => (-values).clamp(min: 0),
        _ => values,
    };
}
