namespace Course.Notebooks;

/// <summary>A text shown as content of its MIME type instead of as a string.</summary>
internal sealed record RawContent(string MimeType, string Text)
{
    public override string ToString() => Text;
}
