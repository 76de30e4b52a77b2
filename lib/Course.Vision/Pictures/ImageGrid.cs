using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>Images with captions in a grid: pixels as PNG, captions as text of the page.</summary>
internal static class ImageGrid
{
    private const int Smallest = 84; // CSS pixels that a small image is enlarged to, in whole steps

    private const int Room = 862; // CSS pixels across that a page's outputs have

    // clear enough to read on light and dark paper, and told apart by the colour-blind
    private const string RightColour = "#0060a8;color:light-dark(#0060a8,#86b7ee)",
        WrongColour = "#b34700;color:light-dark(#b34700,#f0a070)";

    public static Picture Of(Tensor images, IReadOnlyList<string> captions, int columns, IReadOnlyList<bool>? right = null)
    {
        if (images.Dimensions is not (3 or 4))
            throw new ArgumentException("Expected images [N, C, H, W], or [N, H, W] in grey, " +
                $"found {Expect.Shape(images)}.", nameof(images));
        var count = (int)images.shape[0];
        if (count == 0)
            throw new ArgumentException("Expected at least one image, found none.", nameof(images));
        if (captions.Count != 0 && captions.Count != count)
            throw new ArgumentException(
                $"Expected a caption for each of the {count} images or none at all, found {captions.Count}.", nameof(captions));
        if (right is not null && right.Count != captions.Count)
            throw new ArgumentException(
                $"Expected as many captions as verdicts, found {captions.Count} and {right.Count}.", nameof(right));
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);

        captions = [.. captions.Select(Words.Here.Term)];
        if (right is not null) // colour alone tells the colour-blind nothing
            captions = [.. captions.Zip(right, (caption, isRight) => $"{(isRight ? '✓' : '✗')} {caption}")];
        var side = Side((int)images.shape[^1]);
        columns = Math.Min(columns, Math.Max(1, (Room + 8) / (side + 8)));
        columns = (int)Math.Ceiling(count / Math.Ceiling((double)count / columns)); // rows of nearly one length
        var html = new StringBuilder(
            $"<div style=\"display:grid;grid-template-columns:repeat(auto-fill,minmax({side}px,1fr));gap:10px 8px;" +
            $"max-width:{columns * (side + 8)}px;padding:8px;box-sizing:content-box;{Palette.Paper}\">");
        for (var i = 0; i < count; i++)
            Append(html, images, i, i < captions.Count ? captions[i] : "", side, right is null ? ""
                : $";color:{(right[i] ? RightColour : WrongColour)};font-weight:600");
        var text = Words.Here["Images", count] + (captions.Count > 0 ? ": " + string.Join(", ", captions) + "." : ".");
        return new(html.Append("</div>").ToString(), text);
    }

    private static void Append(StringBuilder html, Tensor images, int index, string caption, int side, string style)
    {
        using var image = images[index];
        var alternative = caption.Length > 0 ? caption : Words.Here["Image", index];
        var element = Svg.ImageElement(
            "image/png", Pixels.ToPng(image), alternative, side, ";margin:auto;image-rendering:pixelated");
        html.Append($"<figure style=\"margin:0;text-align:center\">{element}");
        if (caption.Length > 0)
            html.Append($"<figcaption style=\"font-size:13px;line-height:1.3;overflow-wrap:anywhere{style}\">"
                + $"{Picture.Escape(caption)}</figcaption>");
        html.Append("</figure>");
    }

    /// <summary>
    /// Whole multiples keep the pixels of a small image square and sharp; a large one is shown at most 224 wide.
    /// </summary>
    private static int Side(int width) =>
        width >= Smallest ? Math.Min(width, 224) : width * (int)Math.Ceiling((double)Smallest / Math.Max(1, width));
}
