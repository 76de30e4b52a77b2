namespace Course.Vision;

/// <summary>
/// Says how values of a type show themselves in a notebook. Hosts look for an attribute of this simple name in any namespace, so
/// the library references none of them (.NET Interactive calls this its convention-based formatters).
/// </summary>
/// <param name="formatterSourceType">A class with a constructor without parameters and a method <c>CreateTypeFormatters()</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>The class whose <c>CreateTypeFormatters()</c> makes the formatters.</summary>
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>What an output holds. Each type needs a formatter: .NET Interactive overflows its stack over one that has none.</summary>
    public string[] PreferredMimeTypes { get; set; } = ["text/plain"];
}

/// <summary>Shows a <see cref="Picture"/> as HTML, and as its alternative text.</summary>
public sealed class PictureFormatters
{
    private readonly PictureFormatter[] formatters =
        [new("text/html", picture => picture.Html), new("text/plain", picture => picture.AlternativeText)];

    /// <summary>One formatter for each of the picture's MIME types.</summary>
    public IEnumerable<PictureFormatter> CreateTypeFormatters() => formatters;
}

/// <summary>Writes one representation of a picture.</summary>
/// <param name="mimeType">What it writes.</param>
/// <param name="text">The representation.</param>
public sealed class PictureFormatter(string mimeType, Func<Picture, string> text)
{
    /// <summary>What it writes, such as <c>text/html</c>.</summary>
    public string MimeType { get; } = mimeType;

    /// <summary>What it can write.</summary>
    public Type Type { get; } = typeof(Picture);

    /// <summary>Writes <paramref name="value"/>; false if that is no picture.</summary>
    public bool Format(object value, TextWriter writer)
    {
        if (value is not Picture picture)
            return false;
        writer.Write(text(picture));
        return true;
    }
}
