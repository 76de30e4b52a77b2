namespace Course.Notebooks;

/// <summary>The text of a cell or script: what runs, and what the line numbers of errors refer to.</summary>
/// <param name="Path">What the learner calls it: <c>Cell [3]</c>, or a script's path.</param>
public sealed record CellSource(string Path, string Text)
{
    /// <summary>The language that the cell's metadata name (<see cref="CellLanguage"/>); null for C#.</summary>
    public string? Language { get; init; }

    internal string[] Lines => Text.ReplaceLineEndings("\n").Split('\n');

    /// <summary>Line from 0, or empty.</summary>
    public string Line(int number) => Lines.ElementAtOrDefault(number) ?? "";
}
