using System.Globalization;
using System.Net;
using System.Security;
using System.Text;
using System.Xml;

namespace Course.Drawings;

/// <summary>A rectangle in SVG units (CSS pixels); y grows downward.</summary>
internal readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public double CentreX => X + Width / 2;

    public double CentreY => Y + Height / 2;
}

/// <summary>
/// Writes an SVG picture element by element. Text stays text: a fresh machine has no fonts that SkiaSharp could draw with, but
/// every browser has some.
/// </summary>
internal sealed class Svg(double width, double height)
{
    public const string Ink = "#1a1a1a";
    public const string Faint = "#595959";
    public const string Fonts = "system-ui,-apple-system,'Segoe UI','Apple SD Gothic Neo','Malgun Gothic','Noto Sans KR'," +
        "'Noto Sans CJK KR',NanumGothic,sans-serif";

    // As the element that shows the picture is asked to look; what data are drawn with keeps its colours.
    private const string Dark = "<style>@media(prefers-color-scheme:dark){.paper{fill:#16191d}" +
        "svg,[fill=\"#1a1a1a\"]{fill:#dde1e6}[fill=\"#595959\"]{fill:#9aa4b0}[stroke=\"#595959\"]{stroke:#9aa4b0}" +
        "[stroke=\"#e0e0e0\"]{stroke:#343a42}[stroke=\"#000000\"]{stroke:#fff}path[fill=\"#000000\"]{fill:#fff}}</style>";

    private readonly StringBuilder body = new();

    public double Width => width;

    public double Height => height;

    /// <summary>Adds an element with attributes; numbers are written with two decimals at most.</summary>
    public void Add(string element, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Open(element, attributes);
        body.Length--;
        body.Append("/>");
    }

    /// <summary>Adds one line of text, if any; its baseline starts at the point, unless text-anchor says otherwise.</summary>
    public void Text(double x, double y, string text, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        if (text.Length == 0)
            return;
        Open("text", [("x", x), ("y", y), .. attributes]);
        body.Append(Escape(text)).Append("</text>");
    }

    /// <summary>Adds an image, its pixels stretched over the box without blur.</summary>
    /// <param name="png">A file's content.</param>
    public void Image(Box box, byte[] png) =>
        Add("image", ("x", box.X), ("y", box.Y), ("width", box.Width), ("height", box.Height),
            ("preserveAspectRatio", "none"), ("style", "image-rendering:pixelated"),
            ("href", "data:image/png;base64," + Convert.ToBase64String(png)));

    public void Open(string element, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        body.Append('<').Append(element);
        foreach (var (name, value) in attributes)
            body.Append($" {name}=\"{(value is double number ? Number(number) : Escape(value.ToString()!))}\"");
        body.Append('>');
    }

    public void Close(string element) => body.Append("</").Append(element).Append('>');

    /// <summary>Adds markup as it is, such as a style sheet.</summary>
    public void Raw(string markup) => body.Append(markup);

    /// <summary>The picture as a file's content, on white paper or, where the page is dark, on dark.</summary>
    public override string ToString() =>
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Number(width)} {Number(height)}\" width=\"{Number(width)}\" " +
        $"height=\"{Number(height)}\" font-family=\"{Fonts}\" font-size=\"13\" fill=\"{Ink}\">" +
        $"<rect class=\"paper\" width=\"100%\" height=\"100%\" fill=\"#fff\"/>{body}{Dark}</svg>";

    /// <summary>The picture as an image element: scripts and styles of the page can't touch it.</summary>
    public string ToImage(string alternativeText, string style = "") =>
        ImageElement("image/svg+xml", Encoding.UTF8.GetBytes(ToString()), alternativeText, width, style);

    /// <summary>An image element of <paramref name="width"/> CSS pixels, narrower where the page is, unless a style of its own
    /// says otherwise.</summary>
    public static string ImageElement(string mimeType, byte[] content, string alternativeText, double width, string style = "") =>
        $"<img src=\"data:{mimeType};base64,{Convert.ToBase64String(content)}\" "
        + $"alt=\"{WebUtility.HtmlEncode(alternativeText)}\" " +
        FormattableString.Invariant($"width=\"{width:0}\" style=\"max-width:100%;height:auto;display:block{style}\">");

    public static string Point(double x, double y) => $"{Number(x)} {Number(y)}";

    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>About how wide a text is: Hangul is square, Latin letters half as wide.</summary>
    public static double TextWidth(string text, double fontSize = 13) =>
        text.Sum(letter => letter >= 0x1100 ? 1 : char.IsUpper(letter) ? 0.68 : 0.56) * fontSize;

    private static string Escape(string text)
    {
        // Half a surrogate pair becomes U+FFFD when the picture is encoded.
        var clean = text.Where(letter => XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter));
        return SecurityElement.Escape(string.Concat(clean));
    }
}
