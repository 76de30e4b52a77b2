using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;
using Host = Microsoft.DotNet.Interactive.Formatting.Formatter;

namespace Course.Notebooks;

/// <summary>
/// What cells, and packages they use, tell .NET Interactive's <c>Formatter</c>. Nobody waits for that library before one of them
/// uses it.
/// </summary>
internal static class RegisteredFormatters
{
    private static readonly Lazy<bool> watching = new(() =>
    {
        AppDomain.CurrentDomain.AssemblyLoad += (_, load) => Note(load.LoadedAssembly);
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies()) Note(assembly);
        return true;
    });

    private static volatile bool loaded;

    /// <summary>From now on it is seen when the library is used.</summary>
    public static void Watch() => _ = watching.Value;

    /// <summary>
    /// The value as a formatter shows it that was registered for its type, or a type of its own shows itself; else null.
    /// </summary>
    public static MimeBundle? Format(object value) => loaded ? Registered(value) : null;

    /// <summary>How many items of a sequence are shown, where a cell has said so.</summary>
    public static int? ListLimit => loaded ? Changed() : null;

    private static MimeBundle? Registered(object value)
    {
        var type = value.GetType();
        var registered = Host.RegisteredFormatters(includeDefaults: false).ToHashSet();
        var preferred = Host.GetPreferredMimeTypesFor(type);
        var own = type.Assembly == typeof(Host).Assembly || type.IsDefined(typeof(TypeFormatterSourceAttribute), inherit: true);
        var usual = preferred.All(mimeType => mimeType == "text/html" || (mimeType == "text/plain" && value is string));
        var mimeTypes = own || !usual ? preferred
            : registered.Select(formatter => formatter.MimeType).Distinct()
                .Where(mimeType => registered.Contains(Host.GetPreferredFormatterFor(type, mimeType)));
        var data = mimeTypes.ToDictionary(mimeType => mimeType, mimeType => Node(mimeType, value.ToDisplayString(mimeType)));
        if (data.Count == 0)
            return null;
        if (usual && !own && !data.ContainsKey("text/html") && data.TryGetValue("text/plain", out var text))
            data["text/html"] = $"<pre>{System.Net.WebUtility.HtmlEncode(text.ToString())}</pre>";
        if (data.TryGetValue("text/csv", out var rows))
            data.TryAdd("text/plain", rows.DeepClone());
        return new MimeBundle(data);
    }

    private static int? Changed() => Host.ListExpansionLimit is var limit and not 20 ? limit : null;

    private static void Note(System.Reflection.Assembly assembly)
    {
        if (assembly.GetName().Name != "Microsoft.DotNet.Interactive.Formatting")
            return;
        Subscribe();
        loaded = true;
    }

    // Libraries show things by its extension methods; cells have ours (Displays).
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Subscribe() => Host.SubscribeToDisplayedValues(shown =>
    {
        var data = shown.FormattedValues.ToDictionary(value => value.MimeType, value => Node(value.MimeType, value.Value));
        data.TryAdd("text/plain", Cut.Text(shown.FormattedValues[0].Value));
        CellScope.Current?.Display(new MimeBundle(data), null);
    });

    private static JsonNode Node(string mimeType, string text) => mimeType == "application/json" ? JsonNode.Parse(text)! : text;
}
