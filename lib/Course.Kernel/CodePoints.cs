namespace Course.Kernel;

/// <summary>
/// The protocol counts cursor positions in Unicode code points, .NET strings in UTF-16 units: an emoji is one of the former and
/// two of the latter.
/// </summary>
internal static class CodePoints
{
    /// <summary>The string index of a cursor position; positions outside the text become its nearest end.</summary>
    public static int ToIndex(string text, int position) =>
        text.EnumerateRunes().Take(position).Sum(rune => rune.Utf16SequenceLength);

    public static int FromIndex(string text, int index) => text[..Math.Min(index, text.Length)].EnumerateRunes().Count();
}
