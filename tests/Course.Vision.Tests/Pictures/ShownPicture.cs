using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Course.Vision.Tests;

/// <summary>What a browser finds in a picture's HTML.</summary>
internal static partial class ShownPicture
{
    public static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";

    /// <summary>The static pictures, parsed: malformed XML fails the test.</summary>
    public static IReadOnlyList<XElement> Svgs(this Picture picture) =>
        [.. SvgImage().Matches(picture.Html).Select(match => XDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups[1].Value))).Root!)];

    public static XElement Svg(this Picture picture) => Assert.Single(picture.Svgs());

    public static IReadOnlyList<string> Texts(this XElement svg) => [.. svg.Descendants(Namespace + "text").Select(text => text.Value)];

    /// <summary>The Plotly figure.</summary>
    public static JsonNode Figure(this Picture picture) => JsonNode.Parse(FigureScript().Match(picture.Html).Groups[1].Value)!;

    /// <summary>The PNG files.</summary>
    public static IReadOnlyList<byte[]> Pngs(this Picture picture) =>
        [.. PngImage().Matches(picture.Html).Select(match => Convert.FromBase64String(match.Groups[1].Value))];

    [GeneratedRegex("src=\"data:image/svg\\+xml;base64,([^\"]+)\" alt=\"[^\"]+\"")]
    private static partial Regex SvgImage();

    [GeneratedRegex("src=\"data:image/png;base64,([^\"]+)\" alt=\"[^\"]+\"")]
    private static partial Regex PngImage();

    [GeneratedRegex("<script type=\"application/json\">(.*?)</script>")]
    private static partial Regex FigureScript();
}
