namespace Course.Notebooks;

/// <summary>The functions that every cell can call by their bare names, as in .NET Interactive.</summary>
#pragma warning disable IDE1006, CA1708 // .NET Interactive's names, which notebooks use
public static class Displays
{
    /// <summary>Shows a value now; the returned handle can replace it.</summary>
    /// <param name="value">Any object; a string with <paramref name="mimeType"/> is shown as that type of content.</param>
    /// <param name="mimeType">For example <c>text/html</c> or <c>text/markdown</c>; bytes can be an <c>image/png</c>.</param>
    public static DisplayedValue display(object? value, string? mimeType = null) => new(value, mimeType);

    /// <inheritdoc cref="display"/>
    public static DisplayedValue Display(this object? value, string? mimeType = null) => new(value, mimeType);

    /// <summary>Shows a text as content of a type: <c>"&lt;b&gt;bold&lt;/b&gt;".DisplayAs("text/html")</c>.</summary>
    public static DisplayedValue DisplayAs(this string value, string mimeType) => new(value, mimeType);

    /// <summary>A text that is shown as HTML.</summary>
    public static RawContent HTML(string content) => new("text/html", content);
}
