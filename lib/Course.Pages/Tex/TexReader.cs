using System.Text.RegularExpressions;
using Course.Notebooks;

namespace Course.Pages;

/// <summary>Cuts a formula into tokens: <c>\name</c>, <c>\;</c>, or one character; white space only ends names.</summary>
internal sealed class TexReader(string whole)
{
    private static readonly Regex token = new(@"\G(?:\\(?:[a-zA-Z]+|.)?|[\uD800-\uDBFF]?.)", RegexOptions.Singleline);
    private static readonly Regex unseen = new(@"\G\s*(?:%[^\n]*\s*)*"); // comments too
    private static readonly Regex number = new(@"\G(?:[0-9]|\.(?=[0-9]))+");
    private static readonly Regex width = new(@"\G\s*(-?[\d.]+)\s*(em|ex|pt|px|cm|mm|in|mu)?");
    private string? expanded;
    private int position;

    private string Tex => expanded ?? whole;

    /// <summary>Puts text in front of what comes next, as a macro does.</summary>
    public void Insert(string text) => (expanded, position) = (text + Tex[position..], 0);

    /// <summary>The next token, or "" at the end.</summary>
    public string Peek()
    {
        Take(unseen);
        return token.Match(Tex, position).Value;
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
        var length = Take(width);
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
        Take(unseen);
        return Take(number).Value;
    }

    public NotebookException Error(string what) => new($"The formula \"{Short}\" cannot be read: {what}.");

    private string Short => whole.Trim() is { Length: > 300 } text ? text[..300] + "…" : whole.Trim();

    private Match Take(Regex what)
    {
        var match = what.Match(Tex, position);
        position += match.Length;
        return match;
    }
}
