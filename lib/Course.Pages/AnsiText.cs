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
        var looks = new string?[5]; // classes for colour, background, weight, slant and line
        var position = 0;
        var shown = Overwritten(text);
        foreach (Match match in sequence.Matches(shown))
        {
            Write(html, shown[position..match.Index], looks);
            position = match.Index + match.Length;
            if (match.Groups["sgr"].Success)
                Change(looks, match.Groups["sgr"].Value);
        }
        Write(html, shown[position..], looks);
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

    private static void Write(StringBuilder html, string text, string?[] looks)
    {
        var classes = string.Join(' ', looks.OfType<string>());
        html.Append(text == "" || classes == "" ? Html.Escape(text) : $"<span class=\"{classes}\">{Html.Escape(text)}</span>");
    }

    private static void Change(string?[] looks, string parameters)
    {
        var codes = parameters.Split(';', ':').Select(code => int.TryParse(code, out var n) ? n : 0).ToArray();
        for (var i = 0; i < codes.Length; i++)
        {
            if (codes[i] == 0)
                Array.Clear(looks);
            var (place, look) = codes[i] switch
            {
                1 => (2, "ansi-bold"),
                3 => (3, "ansi-italic"),
                4 => (4, "ansi-underline"),
                >= 22 and <= 24 => (codes[i] - 20, null),
                >= 30 and <= 37 or >= 90 and <= 97 => (0, "ansi-" + names[codes[i] % 10]),
                >= 40 and <= 47 or >= 100 and <= 107 => (1, "ansi-bg-" + names[codes[i] % 10]),
                38 => (0, OfSixteen(codes, i)),
                39 => (0, null),
                49 => (1, null),
                _ => (-1, default(string)),
            };
            if (place >= 0)
                looks[place] = look;
            if (codes[i] is 38 or 48) // the colour follows: 5;n or 2;r;g;b
                i += i + 1 < codes.Length && codes[i + 1] == 2 ? 4 : 2;
        }
    }

    /// <summary>The page's own readable colours; of the other 240 none is promised to be readable on it.</summary>
    private static string? OfSixteen(int[] codes, int i) =>
        i + 2 < codes.Length && codes[i + 1] == 5 && codes[i + 2] is >= 0 and < 16 ? "ansi-" + names[codes[i + 2] % 8] : null;
}
