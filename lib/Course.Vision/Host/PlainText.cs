using System.Diagnostics.CodeAnalysis;

namespace Course.Vision;

/// <summary>
/// Shows a value in a notebook as its <see cref="object.ToString"/>: for types whose look is a text table or tree.
/// </summary>
internal sealed class PlainText
{
    private readonly PlainText[] formatters;

    /// <summary>The look itself is the only formatter.</summary>
    public PlainText() => formatters = [this];

    /// <summary>What it writes.</summary>
    public string MimeType { get; } = "text/plain";

    /// <summary>One formatter.</summary>
    public IEnumerable<PlainText> CreateTypeFormatters() => formatters;

    /// <summary>Writes <paramref name="value"/>.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "Hosts look for an instance method.")]
    public bool Format(object value, TextWriter writer)
    {
        writer.Write(value);
        return true;
    }
}
