using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Course.Pages;

/// <summary>A formula; its source has the delimiters too.</summary>
public sealed record Formula(string Tex, bool Display, string Source);

/// <summary>
/// Finds formulas in Markdown before Markdown sees them, as Jupyter does: else <c>_</c> in them becomes emphasis, <c>|</c> splits
/// a table and a line that begins with <c>-</c> a list.
/// </summary>
public sealed class Formulas
{
    // Private-use characters, so that a placeholder is a plain word to Markdown.
    internal const char Open = '\uE010';
    internal const char Close = '\uE011';

    // Characters of a formula in a line: who writes dollars alone is not to keep the page waiting.
    private const int longest = 5_000;

    private static readonly SearchValues<char> texSigns = SearchValues.Create("\\^{}=");
    private static readonly Regex blankLine = new(@"\n[ \t\r]*\n");

    private readonly List<Formula> found = [];
    private readonly StringBuilder text = new();
    private readonly string markdown;

    private Formulas(string markdown) => this.markdown = markdown.Replace(Open, '\uFFFD').Replace(Close, '\uFFFD');

    /// <summary>The formulas of a Markdown text, in order.</summary>
    public static IReadOnlyList<Formula> In(string markdown) => TakenFrom(markdown).Found;

    internal static (string Text, IReadOnlyList<Formula> Found) TakenFrom(string markdown)
    {
        var formulas = new Formulas(markdown);
        for (var i = 0; i < formulas.markdown.Length;)
            i = formulas.Step(i);
        return (formulas.text.ToString(), formulas.found);
    }

    /// <returns>Where to go on.</returns>
    private int Step(int i)
    {
        var rest = markdown.AsSpan(i);
        if (rest[0] is '`' or '~' && Code(i) is var end && end > i)
            return Copy(i, end);
        if (rest.StartsWith("\\\\(") || rest.StartsWith("\\\\["))
            return Delimited(i, 3, rest[2] == '(' ? "\\\\)" : "\\\\]", rest[2] == '[');
        if (rest.StartsWith("\\(") || rest.StartsWith("\\["))
            return Delimited(i, 2, rest[1] == '(' ? "\\)" : "\\]", rest[1] == '[');
        if (rest.StartsWith("\\begin{") && rest.IndexOf('}') is > 0 and var brace)
            return Environment(i, rest[7..brace].ToString());
        if (rest[0] == '\\')
            return Copy(i, Math.Min(i + 2, markdown.Length));
        if (rest.StartsWith("$$"))
            return Delimited(i, 2, "$$", display: true);
        return rest[0] == '$' ? Inline(i) : Copy(i, i + 1);
    }

    /// <summary>
    /// Where the code span or fenced block that begins at <paramref name="i"/> ends; <paramref name="i"/> if none does.
    /// </summary>
    private int Code(int i)
    {
        var run = markdown.AsSpan(i).IndexOfAnyExcept(markdown[i]) is >= 0 and var length ? length : markdown.Length - i;
        var lineStart = markdown.AsSpan(0, i).LastIndexOf('\n') + 1;
        if (run >= 3 && markdown.AsSpan(lineStart, i - lineStart).Trim(" >").IsEmpty) // a fence, perhaps in a list or quote
        {
            for (var line = markdown.IndexOf('\n', i); line >= 0; line = markdown.IndexOf('\n', line + 1))
                if (markdown.AsSpan(line + 1).TrimStart(" >").StartsWith(new string(markdown[i], run)))
                    return markdown.IndexOf('\n', line + 1) is >= 0 and var end ? end : markdown.Length;
            return markdown.Length;
        }
        if (markdown[i] == '~')
            return i;
        for (var at = i + run; (at = markdown.IndexOf('`', at)) >= 0;)
        {
            var closing = markdown.AsSpan(at).IndexOfAnyExcept('`') is >= 0 and var ticks ? ticks : markdown.Length - at;
            if (closing == run)
                return at + run;
            at += closing;
        }
        return i + run;
    }

    private int Delimited(int i, int opening, string close, bool display)
    {
        var start = i + opening;
        var end = markdown.IndexOf(close, start, StringComparison.Ordinal);
        if (end < 0 || markdown.AsSpan(start, end - start).IsWhiteSpace() || HasBlankLine(start, end))
            return Copy(i, start);
        return Take(i, start, end, end + close.Length, display);
    }

    private int Environment(int i, string name)
    {
        var close = $"\\end{{{name}}}";
        var end = markdown.IndexOf(close, i, StringComparison.Ordinal);
        return end < 0 ? Copy(i, i + 1) : Take(i, i, end + close.Length, end + close.Length, display: true);
    }

    /// <summary>
    /// Pandoc's rule, so that "$5 and $6" stays money: no space inside the dollars, no digit after the second. Jupyter has no
    /// such rule, so what can only be TeX is a formula all the same.
    /// </summary>
    private int Inline(int i)
    {
        var isTex = false;
        for (var end = i + 1; end < Math.Min(markdown.Length, i + longest); end++)
        {
            if (markdown[end] == '$' && end > i + 1 && (isTex
                || (!char.IsWhiteSpace(markdown[i + 1]) && !char.IsWhiteSpace(markdown[end - 1])
                    && (end + 1 == markdown.Length || !char.IsAsciiDigit(markdown[end + 1])))))
                return HasBlankLine(i, end) ? Copy(i, i + 1) : Take(i, i + 1, end, end + 1, display: false);
            isTex |= texSigns.Contains(markdown[end]);
            if (markdown[end] == '\\')
                end++;
        }
        return Copy(i, i + 1);
    }

    private bool HasBlankLine(int start, int end) => blankLine.IsMatch(markdown.AsSpan(start, end - start));

    private int Take(int from, int start, int end, int to, bool display)
    {
        text.Append(Open).Append(found.Count).Append(Close);
        found.Add(new(markdown[start..end], display, markdown[from..to]));
        return to;
    }

    private int Copy(int from, int to)
    {
        text.Append(markdown, from, to - from);
        return to;
    }
}
