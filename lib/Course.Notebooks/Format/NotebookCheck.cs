using System.Text.Json;
using System.Text.Json.Nodes;

namespace Course.Notebooks;

/// <summary>Refuses what is no notebook, so that the rest can rely on the types of the few properties it uses.</summary>
internal static class NotebookCheck
{
    private const string mend = "Open the notebook in Jupyter or VS Code and save it again, or restore it from a copy.";

    private static readonly (string Key, string Expected, Func<JsonNode?, bool> Fits)[] ofCell =
    [
        ("cell_type", "\"code\", \"markdown\" or \"raw\"",
            node => TextLines.Join(node as JsonValue) is "code" or "markdown" or "raw"),
        ("source", "text or a list of lines", node => TextLines.Join(node) is not null),
        ("execution_count", "a whole number or null", node => node is null || Whole(node) is not null),
        ("id", "text", node => node is null || node.GetValueKind() == JsonValueKind.String),
        Optional<JsonObject>("metadata"), Optional<JsonObject>("attachments"), Optional<JsonArray>("outputs"),
    ];

    private static readonly (string Key, string Expected, Func<JsonNode?, bool> Fits)[] ofOutput =
        [Optional<JsonObject>("data"), Optional<JsonObject>("metadata"), Optional<JsonArray>("traceback")];

    public static void Run(JsonNode? root, string name)
    {
        if (root is not JsonObject notebook)
            throw new NotebookException($"{name}: expected a notebook (a JSON object), found {Kind(root)}. {mend}");
        Version(notebook, name);
        if (notebook["cells"] is not JsonArray cells)
            throw Wrong(name, "a list named \"cells\"", notebook, "cells");
        Properties(notebook, name, [Optional<JsonObject>("metadata")]);
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
        Properties(cell, where, ofCell);
        foreach (var output in cell["outputs"] as JsonArray ?? [])
            Properties(output as JsonObject ?? throw new NotebookException(
                $"{where}: expected every output to be a JSON object, found {Kind(output)}. {mend}"), where, ofOutput);
    }

    private static void Properties(JsonObject parent, string where, (string, string, Func<JsonNode?, bool>)[] properties)
    {
        foreach (var (key, expected, fits) in properties)
            if (!fits(parent[key]))
                throw Wrong(where, $"\"{key}\" to be {expected}", parent, key);
    }

    private static (string, string, Func<JsonNode?, bool>) Optional<T>(string key) where T : JsonNode =>
        (key, typeof(T) == typeof(JsonObject) ? "a JSON object" : "a JSON list", node => node is null or T);

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
