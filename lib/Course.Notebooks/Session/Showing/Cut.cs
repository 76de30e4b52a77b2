namespace Course.Notebooks;

/// <summary>Texts kept short enough for a page, with a word on what was left out.</summary>
internal static class Cut
{
    public const int Longest = 20_000;
    private const int longestLine = 300;

    public static string Text(string text)
    {
        if (text.Length <= Longest)
            return text;
        var end = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return $"{text[..end]} ... [cut here: {text.Length - end:N0} of {text.Length:N0} characters are not shown]";
    }

    /// <summary>A line of code, as errors quote it.</summary>
    public static string Line(string line) => line.Length <= longestLine ? line : line[..longestLine] + " ...";
}
