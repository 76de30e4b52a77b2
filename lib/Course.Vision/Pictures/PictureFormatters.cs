namespace Course.Vision;

/// <summary>Shows a <see cref="Picture"/> as HTML, and as its alternative text.</summary>
internal sealed class PictureFormatters
{
    private readonly IReadOnlyList<PictureFormatter<Picture>> formatters = PictureFormatter<Picture>.Both(picture => picture);

    /// <summary>One formatter for each of the picture's MIME types.</summary>
    public IEnumerable<PictureFormatter<Picture>> CreateTypeFormatters() => formatters;
}

/// <summary>Writes one representation of a value that a picture shows.</summary>
/// <param name="mimeType">What it writes.</param>
/// <param name="text">The representation.</param>
internal sealed class PictureFormatter<T>(string mimeType, Func<T, string> text)
{
    /// <summary>What it writes, such as <c>text/html</c>.</summary>
    public string MimeType { get; } = mimeType;

    /// <summary>What it can write.</summary>
    public Type Type { get; } = typeof(T);

    /// <summary>The picture as HTML, and its alternative text.</summary>
    public static IReadOnlyList<PictureFormatter<T>> Both(Func<T, Picture> show) =>
        [new("text/html", value => show(value).Html), new("text/plain", value => show(value).AlternativeText)];

    /// <summary>Writes <paramref name="value"/>; false if it is of another type.</summary>
    public bool Format(object value, TextWriter writer)
    {
        if (value is not T shown)
            return false;
        writer.Write(text(shown));
        return true;
    }
}
