namespace Course.Kernel;

/// <summary>
/// The protocol counts cursor positions in Unicode code points, .NET strings in UTF-16 units: an emoji is one of the former and
/// two of the latter.
/// </summary>
internal static class CodePoints
{
    /// <summary>The string index of a cursor position; positions outside the text become its nearest end.</summary>
    public static int ToIndex(string text, int position)
    {
        var index = 0;
        for (; position > 0 && index < text.Length; position--)
            index += IsPair(text, index) ? 2 : 1;
        return index;
    }

    public static int FromIndex(string text, int index)
    {
        var position = 0;
        for (var i = 0; i < Math.Min(index, text.Length); i += IsPair(text, i) ? 2 : 1)
            position++;
        return position;
    }

    private static bool IsPair(string text, int index) =>
        index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]);
}
