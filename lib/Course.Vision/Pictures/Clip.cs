using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>The frames of a clip one after the other, all on one scale from black to white.</summary>
internal static class Clip
{
    private const double Side = 192;
    private const double SecondsPerFrame = 0.4;

    public static Picture Of(string name, Tensor frames)
    {
        if (frames.Dimensions != 3 || frames.numel() == 0)
            throw new ArgumentException($"Expected frames [T, H, W], found {Expect.Shape(frames)}.", nameof(frames));
        name = Words.Here.Term(name);
        using var scope = NewDisposeScope();
        var grey = Pixels.Stretch(frames.detach());
        var film = new Film((int)frames.shape[0], SecondsPerFrame, HeldSteps: 0);
        var box = new Box(8, 28, Side, Side * frames.shape[1] / frames.shape[2]);
        var svg = new Svg(Math.Max(box.Right, box.X + Svg.TextWidth(name)) + 8, box.Bottom + 8);
        svg.Raw(film.Style());
        svg.Text(box.X, 18, name, ("font-weight", "600"));
        for (var i = 0; i < film.Steps; i++)
        {
            svg.Open("g", ("id", $"s{i}"), ("class", "step"));
            svg.Image(box, Pixels.ToPng(grey[i]));
            svg.Close("g");
        }
        var text = Words.Here["Clip", film.Steps, frames.shape[1], frames.shape[2], name];
        return new(film.ToHtml(svg, text), text);
    }
}
