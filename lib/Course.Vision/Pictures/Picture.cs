using System.Net;

namespace Course.Vision;

/// <summary>Something to look at: HTML for a page or a notebook, and words for those who can't see it.</summary>
/// <param name="Html">A self-contained fragment: no file, no network, its own background.</param>
/// <param name="AlternativeText">What the picture shows, in words; also the cell's plain-text output.</param>
[TypeFormatterSource(typeof(PictureFormatters), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed record Picture(string Html, string AlternativeText)
{
    /// <summary>Several pictures side by side; on a narrow screen one below the other.</summary>
    /// <exception cref="ArgumentException">There is no picture.</exception>
    public static Picture Row(params Picture[] pictures)
    {
        if (pictures.Length == 0)
            throw new ArgumentException("Expected at least one picture to show in a row, found none.", nameof(pictures));
        // Two charts stay side by side where they must be a little narrower for it, and none grows beyond its own width.
        var items = pictures.Select(
            picture => $"<div style=\"flex:1 1 300px;min-width:0;max-width:max-content\">{picture.Html}</div>");
        return new($"<div style=\"display:flex;flex-wrap:wrap;gap:8px;{Palette.Paper}\">{string.Concat(items)}</div>",
            string.Join("\n", pictures.Select(picture => picture.AlternativeText)));
    }

    /// <summary>The alternative text.</summary>
    public override string ToString() => AlternativeText;

    internal static string Escape(string text) => WebUtility.HtmlEncode(text);
}
