using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Course.Pages;

/// <summary>
/// An output's own HTML, kept inside the output: what it leaves open is closed, what it closes too often is dropped, and its
/// styles hold for nothing around it. Its scripts run: the code that wrote them has run on this machine already.
/// </summary>
internal static class OwnBox
{
    public static string Html(string html)
    {
        var document = new HtmlParser().ParseDocument("");
        var box = document.CreateElement("div");
        box.InnerHtml = html;
        foreach (var endless in box.QuerySelectorAll("plaintext")) // an element that nothing can close
        {
            var text = document.CreateElement("pre");
            text.TextContent = endless.TextContent;
            endless.Replace(text);
        }
        foreach (var style in box.QuerySelectorAll("style").OfType<IHtmlStyleElement>())
            style.TextContent = Balanced(style.TextContent) ? $"@scope {{ {style.TextContent} }}" : "";
        foreach (var script in box.QuerySelectorAll("script"))
            script.TextContent = Script(script.TextContent);
        return $"<div class=\"html\">{box.InnerHtml}</div>";
    }

    /// <summary>
    /// A script's text that ends where its element does: no <c>&lt;/script</c>, and no <c>&lt;!--</c> that hides the end.
    /// </summary>
    public static string Script(string text)
    {
        text = Regex.Replace(text, "</(?=script)", "<\\/", RegexOptions.IgnoreCase);
        return text.Contains("<!--", StringComparison.Ordinal)
            ? Regex.Replace(text, "<(?=script)", "\\x3C", RegexOptions.IgnoreCase) : text;
    }

    private static bool Balanced(string style)
    {
        var depth = 0;
        foreach (var c in style)
            if ((depth += c switch { '{' => 1, '}' => -1, _ => 0 }) < 0)
                return false;
        return depth == 0;
    }
}
