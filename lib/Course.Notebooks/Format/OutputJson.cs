using System.Text.Json.Nodes;

namespace Course.Notebooks;

/// <summary>Outputs in nbformat's JSON, as nbformat's own writer leaves them: sorted keys, text in lines.</summary>
internal static class OutputJson
{
    public static JsonObject Stream(StreamName name, string text) => new()
    {
        ["name"] = name == StreamName.Out ? "stdout" : "stderr",
        ["output_type"] = "stream",
        ["text"] = TextLines.Split(text),
    };

    public static JsonObject Display(MimeBundle data, JsonObject? metadata = null) => new()
    {
        ["data"] = Data(data),
        ["metadata"] = JsonNodes.Sorted(metadata) ?? new JsonObject(),
        ["output_type"] = "display_data",
    };

    public static JsonObject Result(MimeBundle data, int? executionCount) => new()
    {
        ["data"] = Data(data),
        ["execution_count"] = executionCount,
        ["metadata"] = new JsonObject(),
        ["output_type"] = "execute_result",
    };

    public static JsonObject Error(string name, string message, IReadOnlyList<string> traceback) => new()
    {
        ["ename"] = name,
        ["evalue"] = message,
        ["output_type"] = "error",
        ["traceback"] = new JsonArray([.. traceback.Select(line => (JsonNode)line)]),
    };

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
