using System.Text.RegularExpressions;

namespace Course.Notebooks;

/// <summary>A value that <c>#!set</c>, <c>#!share</c> or <c>#!value</c> carries from one place to another.</summary>
/// <param name="Name">What it is called where it arrives.</param>
/// <param name="From">csharp, value or javascript: a variable there; text; file, url; input, password: what somebody
/// types.</param>
/// <param name="Source">The variable, the text itself, the path, the prompt.</param>
/// <param name="MimeType">What the text is, where the directive says so.</param>
internal sealed partial record Sharing(string Name, string From, string Source, string? MimeType)
{
    public bool IsJson => MimeType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) == true;

    /// <exception cref="CellException">Something is missing, or not understood.</exception>
    public static Sharing Read(string directive, string arguments)
    {
        var (options, names) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<string>());
        var words = Word().Matches(arguments).Select(word => word.Value).ToList();
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal))
                names.Add(words[i]);
            else if (words[i] == "--byref")
                continue;
            else options[words[i]] = i + 1 < words.Count ? words[++i] : throw Wrong($"{words[i]} has no value");
        }

        var mimeType = options.GetValueOrDefault("--mime-type")?.Trim('"');
        var given = directive == "#!share" ? names.FirstOrDefault() ?? options.GetValueOrDefault("--name")
            : options.GetValueOrDefault("--name") ?? names.FirstOrDefault();
        if (given is null)
            throw Wrong("it names no value");
        given = given.Trim('"');
        var (from, source) = directive switch
        {
            "#!share" when Place().Match(given) is { Success: true } place =>
                (place.Groups["from"].Value, place.Groups["name"].Value),
            "#!share" => (options.GetValueOrDefault("--from", "").Trim('"').ToLowerInvariant(), given),
            _ when options.TryGetValue("--from-file", out var file) => ("file", file.Trim('"')),
            _ when options.TryGetValue("--from-url", out var url) => ("url", url.Trim('"')),
            _ when (options.GetValueOrDefault("--value") ?? options.GetValueOrDefault("--from-value")) is { } value =>
                Value(value),
            "#!value" => ("text", ""),
            _ => throw Wrong("it says no value"),
        };
        if (from.Length == 0)
            throw Wrong("it does not say from where");
        var name = options.GetValueOrDefault("--as")?.Trim('"') ?? (directive == "#!share" ? source : given);
        return Identifier().IsMatch(name)
            ? new(name, from is "c#" or "cs" ? "csharp" : from is "js" ? "javascript" : from, source, mimeType)
            : throw Wrong($"{name} can't be the name of a variable");

        CellException Wrong(string what) => CellException.With("DirectiveError",
            $"{directive}{arguments}: {what}. Expected, for example, #!share --from csharp x, #!set --name x --value @csharp:y, "
                + "or #!value --name x.");
    }

    private static (string, string) Value(string value) => Place().Match(value) is { Success: true } place
        ? (place.Groups["from"].Value.ToLowerInvariant(), place.Groups["name"].Value.Trim('"'))
        : ("text", value.Trim('"'));

    [GeneratedRegex("""(?:[^\s"]+(?:"[^"]*")?)+|"[^"]*"|\{.*\}""")]
    private static partial Regex Word();

    [GeneratedRegex("""^@(?<from>[\w#]+)(:(?<name>.*))?$""")]
    private static partial Regex Place();

    [GeneratedRegex(@"^[\p{L}_]\w*$")]
    private static partial Regex Identifier();
}
