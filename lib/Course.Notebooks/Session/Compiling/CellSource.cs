namespace Course.Notebooks;

/// <summary>The text that a line number in an error refers to.</summary>
/// <param name="Path">What the learner calls it: <c>Cell [3]</c>, or a script's path.</param>
public sealed record CellSource(string Path, string Text)
{
    private string[]? lines;

    /// <summary>Line from 0, or empty.</summary>
    public string Line(int number) =>
        (lines ??= Text.ReplaceLineEndings("\n").Split('\n')) is var all && number >= 0 && number < all.Length ? all[number] : "";
}
