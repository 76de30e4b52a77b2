using System.Collections.Frozen;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Course.Pages;

/// <summary>
/// HTML that cannot break the page around it: known tags pass and are closed, all others show as text. Formulas and pictures
/// are put in here, where text and attributes are told apart.
/// </summary>
internal sealed class HtmlFilter(
    IReadOnlyList<Formula> formulas, TexMacros macros, Pictures pictures, Func<string, bool>? reaches = null)
{
    private static readonly Regex piece = new(
        """<!--.*?-->|<(?<close>/?)(?<tag>[a-zA-Z][a-zA-Z0-9]*)"""
        + """(?<attributes>(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*/?>|<""",
        RegexOptions.Singleline);

    private static readonly Regex attribute = new(
        """(?<name>[^\s"'<>/=]+)(?:\s*=\s*(?:"(?<value>[^"]*)"|'(?<value>[^']*)'|(?<value>[^\s"'=<>`]+)))?""");

    private static readonly Regex placeholder = new($"{Formulas.Open}(\\d+){Formulas.Close}");

    private static readonly FrozenSet<string> tags = FrozenSet.Create([.. """
        a abbr b blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure
        h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q s samp section small span strong sub summary sup
        table tbody td tfoot th thead tr u ul var
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)]);

    private static readonly FrozenSet<string> attributes = FrozenSet.Create([.. """
        id class title alt src href width height align colspan rowspan scope lang dir start type checked disabled open role style
        aria-label aria-labelledby aria-describedby aria-hidden
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)]);

    private static readonly FrozenSet<string> empty = FrozenSet.Create("br", "hr", "img", "input", "col");

    private readonly Stack<string> open = new();
    private readonly StringBuilder output = new();

    public string Run(string html)
    {
        var position = 0;
        foreach (Match match in piece.Matches(html))
        {
            Text(html[position..match.Index]);
            position = match.Index + match.Length;
            var tag = match.Groups["tag"].Value.ToLowerInvariant();
            if (match.Value.StartsWith("<!--", StringComparison.Ordinal))
                continue;
            if (!tags.Contains(tag))
                Text(Html.Escape(match.Value));
            else if (match.Groups["close"].Length > 0)
                Close(tag);
            else
                Open(tag, match.Groups["attributes"].Value);
        }
        Text(html[position..]);
        while (open.TryPop(out var tag))
            output.Append($"</{tag}>");
        return output.ToString();
    }

    private void Text(string text) =>
        output.Append(placeholder.Replace(text, match => Html.Formula(formulas[int.Parse(match.Groups[1].Value)], macros)));

    private void Close(string tag)
    {
        if (!open.Contains(tag))
            return;
        string last;
        do
            output.Append($"</{last = open.Pop()}>");
        while (last != tag);
    }

    private void Open(string tag, string written)
    {
        var values = new Dictionary<string, string>();
        foreach (Match match in attribute.Matches(written))
        {
            var name = match.Groups["name"].Value.ToLowerInvariant();
            if (attributes.Contains(name))
                values.TryAdd(name, WebUtility.HtmlDecode(
                    placeholder.Replace(match.Groups["value"].Value, m => formulas[int.Parse(m.Groups[1].Value)].Source)));
        }
        if (tag == "img")
        {
            output.Append(pictures.Show(values));
            return;
        }
        if (tag == "input")
            values["type"] = "checkbox";
        values.Remove("src");
        if (values.TryGetValue("style", out var style)
            && (style.Contains("url", StringComparison.OrdinalIgnoreCase) || style.Contains('\\')
            || style.Contains("position", StringComparison.OrdinalIgnoreCase)))
            values.Remove("style");
        if (values.TryGetValue("href", out var href))
            Link(values, href);
        output.Append($"<{tag}{string.Concat(values.Select(pair => $" {pair.Key}=\"{Html.Escape(pair.Value)}\""))}>");
        if (!empty.Contains(tag))
            open.Push(tag);
    }

    /// <summary>Links of the notebook, seen from its page: other notebooks are pages too, and anchors are this page's.</summary>
    private void Link(Dictionary<string, string> values, string href)
    {
        if (href.StartsWith('#'))
            values["href"] = href.StartsWith("#fn", StringComparison.Ordinal) ? href
                : "#" + Headings.Slug(Uri.UnescapeDataString(href[1..]));
        else if (Uri.TryCreate(href, UriKind.Absolute, out var target) && !href.StartsWith('/'))
        {
            if (target.Scheme is not ("http" or "https" or "mailto"))
                values.Remove("href");
        }
        else
        {
            values["href"] = Regex.Replace(href, @"\.ipynb(?=$|#)", ".html");
            if (reaches?.Invoke(values["href"]) == false)
                values.Remove("href");
        }
    }
}
