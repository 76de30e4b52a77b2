using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Course.Notebooks;

namespace Course.Pages;

/// <summary>Text in HTML.</summary>
public static class Html
{
    /// <summary>For text and quoted attributes alike. Control characters, which HTML forbids, become their pictures.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                '\r' => escaped,
                < ' ' and not ('\n' or '\t') => escaped.Append((char)('\u2400' + c)),
                '\x7f' => escaped.Append('\u2421'),
                _ => escaped.Append(c),
            };
        return escaped.ToString();
    }

    /// <summary>Code whose spans, in order, have their classes; of those that overlap the first, none without a class.</summary>
    public static string Coloured(string code, IEnumerable<(int Start, int End, string Look)> spans)
    {
        var (html, position) = (new StringBuilder(), 0);
        foreach (var (start, end, look) in spans)
        {
            if (look == "" || start < position)
                continue;
            html.Append(Escape(code[position..start])).Append($"<span class=\"{look}\">{Escape(code[start..end])}</span>");
            position = end;
        }
        return html.Append(Escape(code[position..])).ToString();
    }

    /// <summary>The words of HTML, on one line; a formula is an ellipsis.</summary>
    public static string Text(string html)
    {
        html = Regex.Replace(html, "(?s)<(script|style)\\b.*?</\\1>", "");
        html = Regex.Replace(html, "(?s)<math\\b.*?</math>", "…");
        html = Regex.Replace(html, "</?(strong|em|code|a|span|sup|sub|mark|small|b|i|u|del|ins|kbd|abbr)\\b[^>]*>", "");
        return Regex.Replace(WebUtility.HtmlDecode(Regex.Replace(html, "<[^>]*>", " ")), "\\s+", " ").Trim();
    }

    internal static string Formula(Formula formula, TexMacros macros)
    {
        try
        {
            var math = MathMl.FromTex(formula.Tex, formula.Display, macros);
            return formula.Display ? $"<span class=\"formula\" tabindex=\"0\">{math}</span>" : math;
        }
        catch (NotebookException e)
        {
            return $"<code class=\"bad-formula\" title=\"{Escape(e.Message)}\">{Escape(formula.Source)}</code>";
        }
    }
}
