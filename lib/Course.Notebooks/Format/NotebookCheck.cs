using System.Text.Json;
using System.Text.Json.Nodes;

namespace Course.Notebooks;

/// <summary>Refuses what is no notebook, so that the rest can rely on the types of the few properties it uses.</summary>
internal static class NotebookCheck
{
    private const string mend = "Open the notebook in Jupyter or VS Code and save it again, or restore it from a copy.";

    public static void Run(JsonNode? root, string name)
    {
        if (root is not JsonObject notebook)
            throw new NotebookException($"{name}: expected a notebook (a JSON object), found {Kind(root)}. {mend}");
        Version(notebook, name);
        if (notebook["cells"] is not JsonArray cells)
            throw Wrong(name, "a list named \"cells\"", notebook, "cells");
        Optional<JsonObject>(notebook, "metadata", name);
        for (var i = 0; i < cells.Count; i++)
            Cell(cells[i], $"{name}: cell {i + 1}");
    }

    private static void Version(JsonObject notebook, string name)
    {
        if (notebook["worksheets"] is not null || Whole(notebook["nbformat"]) is < 4)
            throw new NotebookException(
                $"{name}: expected nbformat 4, found nbformat {Whole(notebook["nbformat"]) ?? 3}, written by IPython before "
                    + $"2015. Convert a copy with: jupyter nbconvert --to notebook --nbformat 4 \"{name}\"");
        if (Whole(notebook["nbformat"]) is not { } version)
            throw Wrong(name, "the format's number (4) as \"nbformat\"", notebook, "nbformat");
        if (version > 4)
            throw new NotebookException(
                $"{name}: expected nbformat 4, found nbformat {version}, which is newer than this program.");
        if (notebook["nbformat_minor"] is not null && Whole(notebook["nbformat_minor"]) is null)
            throw Wrong(name, "a whole number as \"nbformat_minor\"", notebook, "nbformat_minor");
    }

    private static void Cell(JsonNode? node, string where)
    {
        if (node is not JsonObject cell)
            throw new NotebookException($"{where}: expected a JSON object, found {Kind(node)}. {mend}");
        if (cell["cell_type"] is not JsonValue type || !type.TryGetValue<string>(out var kind)
            || kind is not ("code" or "markdown" or "raw"))
            throw Wrong(where, "\"cell_type\" to be \"code\", \"markdown\" or \"raw\"", cell, "cell_type");
        if (TextLines.Join(cell["source"]) is null)
            throw Wrong(where, "\"source\" to be text or a list of lines", cell, "source");
        if (cell["execution_count"] is not null && Whole(cell["execution_count"]) is null)
            throw Wrong(where, "\"execution_count\" to be a whole number or null", cell, "execution_count");
        if (cell["id"] is not null && cell["id"]!.GetValueKind() != JsonValueKind.String)
            throw Wrong(where, "\"id\" to be text", cell, "id");
        Optional<JsonObject>(cell, "metadata", where);
        Optional<JsonObject>(cell, "attachments", where);
        Optional<JsonArray>(cell, "outputs", where);
        foreach (var output in cell["outputs"] as JsonArray ?? [])
            Output(output, where);
    }

    private static void Output(JsonNode? node, string where)
    {
        if (node is not JsonObject output)
            throw new NotebookException($"{where}: expected every output to be a JSON object, found {Kind(node)}. {mend}");
        Optional<JsonObject>(output, "data", where);
        Optional<JsonObject>(output, "metadata", where);
        Optional<JsonArray>(output, "traceback", where);
    }

    private static void Optional<T>(JsonObject parent, string key, string where) where T : JsonNode
    {
        if (parent[key] is not (null or T))
            throw Wrong(where, $"\"{key}\" to be a JSON {(typeof(T) == typeof(JsonObject) ? "object" : "list")}", parent, key);
    }

    private static NotebookException Wrong(string where, string expected, JsonObject parent, string key) =>
        new($"{where}: expected {expected}, found {(parent.ContainsKey(key) ? Kind(parent[key]) : "none")}. {mend}");

    private static int? Whole(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<int>(out var number)
            ? number : null;

    private static string Kind(JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.Object => "a JSON object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String when node.GetValue<string>() is { Length: < 40 } text => $"the text \"{text}\"",
        JsonValueKind.String => "text",
        JsonValueKind.Number => $"the number {node.ToJsonString()}",
        var kind => kind.ToString()!.ToLowerInvariant(),
    };
}
