using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Course.Notebooks;

/// <summary>Text as nbformat stores it: a list of lines that keep their ends, or one string.</summary>
public static partial class TextLines
{
    public static JsonArray Split(string text) => new([.. Line().Matches(text).Select(line => (JsonNode)line.Value)]);

    /// <returns>The text, or null if <paramref name="node"/> is neither a string nor a list of strings.</returns>
    public static string? Join(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonArray lines when lines.All(line => line is JsonValue value && value.TryGetValue<string>(out _)) =>
            string.Concat(lines.Select(line => line!.GetValue<string>())),
        _ => null,
    };

    /// <summary>Where Python's str.splitlines splits: nbformat uses it, and a re-saved notebook should not differ.</summary>
    [GeneratedRegex(@"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])|.+")]
    private static partial Regex Line();
}
