using System.Text;
using System.Text.RegularExpressions;

namespace Course.Pages;

/// <summary>Terminal text as HTML: colours, bold, and lines that were written over.</summary>
internal static class AnsiText
{
    private static readonly Regex sequence =
        new(@"\x1b\[(?<sgr>[\d;:]*)m|\x1b\[[\d;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-Z\\-_]");
    private static readonly string[] names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

    public static string ToHtml(string text)
    {
        var html = new StringBuilder();
        var style = new Style();
        var position = 0;
        var shown = Overwritten(text);
        foreach (Match match in sequence.Matches(shown))
        {
            style.Write(html, shown[position..match.Index]);
            position = match.Index + match.Length;
            if (match.Groups["sgr"].Success)
                style = style.After(match.Groups["sgr"].Value);
        }
        style.Write(html, shown[position..]);
        return html.ToString();
    }

    /// <summary>
    /// What a terminal shows in the end: a carriage return starts the line anew (progress bars), a backspace takes back.
    /// </summary>
    private static string Overwritten(string text)
    {
        if (text.IndexOfAny(['\r', '\b']) < 0)
            return text;
        var lines = text.Replace("\r\n", "\n").Split('\n').Select(line =>
            line.Split('\r').LastOrDefault(part => part.Length > 0, ""));
        var shown = new StringBuilder();
        foreach (var c in string.Join('\n', lines))
            if (c != '\b')
                shown.Append(c);
            else if (shown.Length > 0 && shown[^1] != '\n')
                shown.Length--;
        return shown.ToString();
    }

    private readonly record struct Style(string? Colour, string? Background, bool Bold, bool Italic, bool Underlined)
    {
        public void Write(StringBuilder html, string text)
        {
            if (text.Length == 0)
                return;
            string?[] classes = [Colour is null ? null : "ansi-" + Colour, Background is null ? null : "ansi-bg-" + Background,
                Bold ? "ansi-bold" : null, Italic ? "ansi-italic" : null, Underlined ? "ansi-underline" : null];
            var list = string.Join(' ', classes.Where(name => name is not null));
            html.Append(list == "" ? Html.Escape(text) : $"<span class=\"{list}\">{Html.Escape(text)}</span>");
        }

        public Style After(string parameters)
        {
            var style = this;
            var codes = parameters.Split(';', ':').Select(code => int.TryParse(code, out var n) ? n : 0).ToArray();
            for (var i = 0; i < codes.Length; i++)
            {
                style = codes[i] switch
                {
                    0 => default,
                    1 => style with { Bold = true },
                    3 => style with { Italic = true },
                    4 => style with { Underlined = true },
                    22 => style with { Bold = false },
                    23 => style with { Italic = false },
                    24 => style with { Underlined = false },
                    >= 30 and <= 37 or >= 90 and <= 97 => style with { Colour = names[codes[i] % 10] },
                    38 => style with { Colour = OfSixteen(codes, i) },
                    39 => style with { Colour = null },
                    >= 40 and <= 47 or >= 100 and <= 107 => style with { Background = names[codes[i] % 10] },
                    49 => style with { Background = null },
                    _ => style,
                };
                if (codes[i] is 38 or 48) // the colour follows: 5;n or 2;r;g;b
                    i += i + 1 < codes.Length && codes[i + 1] == 2 ? 4 : 2;
            }
            return style;
        }

        /// <summary>The page's own readable colours; of the other 240 none is promised to be readable on it.</summary>
        private static string? OfSixteen(int[] codes, int i) =>
            i + 2 < codes.Length && codes[i + 1] == 5 && codes[i + 2] is >= 0 and < 16 ? names[codes[i + 2] % 8] : null;
    }
}
