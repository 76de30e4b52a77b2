namespace Course.Vision;

/// <summary>
/// Says how values of a type show themselves in a notebook. Hosts look for an attribute of this simple name in any namespace, so
/// the library references none of them (.NET Interactive calls this its convention-based formatters).
/// </summary>
/// <param name="source">A class with a constructor without parameters and a method <c>CreateTypeFormatters()</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type source) : Attribute
{
    /// <summary>Names the class instead: it draws, so it stands in a room that the type itself must not know.</summary>
    /// <param name="source">Its name, without the namespace.</param>
    public TypeFormatterSourceAttribute(string source)
        : this(Type.GetType($"{nameof(Course)}.{nameof(Vision)}.{source}", throwOnError: true)!)
    {
    }

    /// <summary>The class whose <c>CreateTypeFormatters()</c> makes the formatters.</summary>
    public Type FormatterSourceType { get; } = source;

    /// <summary>
    /// What an output holds. Each type needs a formatter: .NET Interactive overflows its stack over one that has none.
    /// </summary>
    public string[] PreferredMimeTypes { get; set; } = ["text/plain"];
}
