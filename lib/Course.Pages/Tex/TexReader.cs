using System.Text.RegularExpressions;
using Course.Notebooks;

namespace Course.Pages;

/// <summary>Cuts a formula into tokens: <c>\name</c>, <c>\;</c>, or one character; white space only ends names.</summary>
internal sealed class TexReader(string whole)
{
    private static readonly Regex width = new(@"\G\s*(-?[\d.]+)\s*(em|ex|pt|px|cm|mm|in|mu)?");
    private string? expanded;
    private int position;

    private string Tex => expanded ?? whole;

    /// <summary>Puts text in front of what comes next, as a macro does.</summary>
    public void Insert(string text) => (expanded, position) = (text + Tex[position..], 0);

    /// <summary>The next token, or "" at the end.</summary>
    public string Peek()
    {
        SkipSpace();
        if (position >= Tex.Length)
            return "";
        if (Tex[position] != '\\')
            return char.IsHighSurrogate(Tex[position])
                && position + 1 < Tex.Length ? Tex.Substring(position, 2) : Tex[position..(position + 1)];
        var end = position + 1;
        while (end < Tex.Length && char.IsAsciiLetter(Tex[end]))
            end++;
        if (end == position + 1 && end < Tex.Length)
            end++;
        return Tex[position..end];
    }

    public string Next()
    {
        var token = Peek();
        position += token.Length;
        return token;
    }

    /// <summary>The text of the group that comes next, without taking it; null if what comes is no group.</summary>
    public string? PeekGroup()
    {
        if (Peek() != "{")
            return null;
        var start = position;
        var group = RawGroup();
        position = start;
        return group;
    }

    public bool Accept(string token)
    {
        if (Peek() != token)
            return false;
        Next();
        return true;
    }

    public void Expect(string token)
    {
        if (!Accept(token))
            throw Error($"expected {token}, found {(Peek() is "" ? "the end" : Peek())}");
    }

    /// <summary>The text of a group as it stands, e.g. the Korean words in <c>\text{...}</c>.</summary>
    public string RawGroup()
    {
        Expect("{");
        var start = position;
        for (var depth = 1; position < Tex.Length; position++)
        {
            if (Tex[position] == '\\')
                position++;
            else if (Tex[position] == '{')
                depth++;
            else if (Tex[position] == '}' && --depth == 0)
                return Tex[start..position++];
        }
        throw Error("expected }, found the end");
    }

    /// <summary>A width as in <c>{1em}</c> or <c>18mu</c>; of TeX's units CSS lacks mu, an eighteenth of an em.</summary>
    public string Length()
    {
        Accept("*");
        var braced = Accept("{");
        var length = width.Match(Tex, position);
        position += length.Length;
        if (braced)
            Expect("}");
        if (!double.TryParse(length.Groups[1].Value, out var value))
            return "0em";
        var unit = length.Groups[2].Value;
        return unit == "mu" ? $"{value / 18:0.####}em" : $"{value}{unit}";
    }

    /// <summary>What stands in <c>[...]</c>, or null.</summary>
    public string? RawOption()
    {
        if (Peek() != "[" || Tex.IndexOf(']', position) is not (>= 0 and var end))
            return null;
        var option = Tex[(position + 1)..end];
        position = end + 1;
        return option;
    }

    /// <summary>A run of digits with its decimal point; "" if there is none here.</summary>
    public string Number()
    {
        SkipSpace();
        var end = position;
        while (end < Tex.Length && (char.IsAsciiDigit(Tex[end])
            || (Tex[end] is '.' && end + 1 < Tex.Length && char.IsAsciiDigit(Tex[end + 1]))))
            end++;
        var number = Tex[position..end];
        position = end;
        return number;
    }

    public NotebookException Error(string what) => new($"The formula \"{Short}\" cannot be read: {what}.");

    private string Short => whole.Trim() is { Length: > 300 } text ? text[..300] + "…" : whole.Trim();

    private void SkipSpace()
    {
        while (position < Tex.Length && (char.IsWhiteSpace(Tex[position]) || Tex[position] == '%'))
            if (Tex[position] == '%') // a comment
                position = Tex.IndexOf('\n', position) is >= 0 and var end ? end : Tex.Length;
            else
                position++;
    }
}
