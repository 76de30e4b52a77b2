using System.Text.Json.Nodes;

namespace Course.Notebooks;

/// <summary>Outputs in nbformat's JSON, as nbformat's own writer leaves them: sorted keys, text in lines.</summary>
internal static class OutputJson
{
    public static JsonObject Data(MimeBundle bundle)
    {
        var data = new JsonObject();
        foreach (var (type, value) in bundle.Data.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            data[type] = IsInLines(type) && TextLines.Join(value) is { } text ? TextLines.Split(text) : JsonNodes.Sorted(value);
        return data;
    }

    public static MimeBundle Bundle(JsonObject? data) => new((data ?? []).Where(entry => entry.Value is not null).ToDictionary(
        entry => entry.Key,
        entry => !IsJson(entry.Key) && TextLines.Join(entry.Value) is { } text ? (JsonNode)text : entry.Value!));

    /// <summary>nbformat splits these alone; base64 stays one string.</summary>
    private static bool IsInLines(string type) =>
        type.StartsWith("text/", StringComparison.Ordinal) || type is "application/javascript" or "image/svg+xml";

    private static bool IsJson(string type) =>
        type is "application/json"
        || (type.StartsWith("application/", StringComparison.Ordinal) && type.EndsWith("+json", StringComparison.Ordinal));
}
