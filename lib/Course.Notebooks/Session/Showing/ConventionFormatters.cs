using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Course.Notebooks;

/// <summary>
/// Types that bring their own look without referencing any host: an attribute with the simple name
/// <c>TypeFormatterSourceAttribute</c> names a class whose <c>CreateTypeFormatters()</c> returns objects with <c>MimeType</c> and
/// <c>Format(object, TextWriter)</c>. All of it is found by name, as .NET Interactive does.
/// </summary>
internal static class ConventionFormatters
{
    private static readonly ConcurrentDictionary<Type, Look?> looks = [];

    /// <summary>The value in exactly the types its class prefers, or null where it has no look of its own.</summary>
    public static MimeBundle? Format(object? value)
    {
        if (value is null || looks.GetOrAdd(value.GetType(), Find) is not { } look)
            return null;
        var data = new Dictionary<string, JsonNode>();
        foreach (var mimeType in look.MimeTypes)
        {
            if (look.Formatters.FirstOrDefault(formatter => formatter.Handles(mimeType, value)) is not { } formatter)
                continue;
            using var writer = new StringWriter();
            if (formatter.Format(value, writer))
                data[mimeType] = mimeType == "application/json" ? JsonNode.Parse(writer.ToString())! : writer.ToString();
        }

        return data.Count > 0 ? new MimeBundle(data) : null;
    }

    private static Look? Find(Type type)
    {
        var attribute = type.GetCustomAttributes(inherit: true)
            .FirstOrDefault(attribute => attribute.GetType().Name == "TypeFormatterSourceAttribute");
        if (attribute is null || Property<Type>(attribute, "FormatterSourceType") is not { } sourceType)
            return null;

        var source = Activator.CreateInstance(sourceType)!;
        var formatters = ((IEnumerable)sourceType.GetMethod("CreateTypeFormatters")!.Invoke(source, null)!)
            .Cast<object>().Select(Formatter.Of).ToList();
        var preferred = Property<string[]>(attribute, "PreferredMimeTypes");
        return new Look(
            preferred is { Length: > 0 } ? preferred : [.. formatters.Select(formatter => formatter.MimeType)], formatters);
    }

    private static T? Property<T>(object owner, string name) where T : class =>
        owner.GetType().GetProperty(name)?.GetValue(owner) as T;

    private sealed record Look(IReadOnlyList<string> MimeTypes, IReadOnlyList<Formatter> Formatters);

    private sealed record Formatter(string MimeType, Type? Type, Func<object, TextWriter, bool> Format)
    {
        public static Formatter Of(object formatter) => new(
            Property<string>(formatter, "MimeType")!,
            Property<Type>(formatter, "Type"),
            formatter.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)])!
                .CreateDelegate<Func<object, TextWriter, bool>>(formatter));

        public bool Handles(string mimeType, object value) => MimeType == mimeType && Type?.IsInstanceOfType(value) != false;
    }
}
