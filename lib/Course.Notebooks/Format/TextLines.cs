using System.Text.Json.Nodes;

namespace Course.Notebooks;

/// <summary>Text as nbformat stores it: a list of lines that keep their ends, or one string.</summary>
public static class TextLines
{
    public static JsonArray Split(string text)
    {
        var lines = new JsonArray();
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && !EndsLine(text[end]))
                end++;
            if (end < text.Length)
                end += text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1;
            lines.Add((JsonNode)text[start..end]);
            start = end;
        }
        return lines;
    }

    /// <returns>The text, or null if <paramref name="node"/> is neither a string nor a list of strings.</returns>
    public static string? Join(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonArray lines when lines.All(line => line is JsonValue value && value.TryGetValue<string>(out _)) =>
            string.Concat(lines.Select(line => line!.GetValue<string>())),
        _ => null,
    };

    /// <summary>Where Python's str.splitlines splits: nbformat uses it, and a re-saved notebook should not differ.</summary>
    private static bool EndsLine(char c) =>
        c is '\n' or '\r' or '\v' or '\f' or '\x1c' or '\x1d' or '\x1e' or '\x85' or '\u2028' or '\u2029';
}
