using Course.Notebooks;

namespace Course.Pages;

/// <summary>Cuts a formula into tokens: <c>\name</c>, <c>\;</c>, or one character; white space only ends names.</summary>
internal sealed class TexReader(string tex)
{
    private int position;

    /// <summary>The next token, or "" at the end.</summary>
    public string Peek()
    {
        SkipSpace();
        if (position >= tex.Length)
            return "";
        if (tex[position] != '\\')
            return char.IsHighSurrogate(tex[position]) && position + 1 < tex.Length ? tex.Substring(position, 2) : tex[position..(position + 1)];
        var end = position + 1;
        while (end < tex.Length && char.IsAsciiLetter(tex[end]))
            end++;
        if (end == position + 1 && end < tex.Length)
            end++;
        return tex[position..end];
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
        for (var depth = 1; position < tex.Length; position++)
        {
            if (tex[position] == '\\')
                position++;
            else if (tex[position] == '{')
                depth++;
            else if (tex[position] == '}' && --depth == 0)
                return tex[start..position++];
        }
        throw Error("expected }, found the end");
    }

    /// <summary>What stands in <c>[...]</c>, or null.</summary>
    public string? RawOption()
    {
        if (Peek() != "[" || tex.IndexOf(']', position) is not (>= 0 and var end))
            return null;
        var option = tex[(position + 1)..end];
        position = end + 1;
        return option;
    }

    /// <summary>A run of digits with its decimal point; "" if there is none here.</summary>
    public string Number()
    {
        SkipSpace();
        var end = position;
        while (end < tex.Length && (char.IsAsciiDigit(tex[end])
            || (tex[end] is '.' && end + 1 < tex.Length && char.IsAsciiDigit(tex[end + 1]))))
            end++;
        var number = tex[position..end];
        position = end;
        return number;
    }

    public NotebookException Error(string what) => new($"The formula \"{Short}\" cannot be read: {what}.");

    private string Short => tex.Trim() is { Length: > 300 } whole ? whole[..300] + "…" : tex.Trim();

    private void SkipSpace()
    {
        while (position < tex.Length && (char.IsWhiteSpace(tex[position]) || tex[position] == '%'))
            if (tex[position] == '%') // a comment
                position = tex.IndexOf('\n', position) is >= 0 and var end ? end : tex.Length;
            else
                position++;
    }
}
