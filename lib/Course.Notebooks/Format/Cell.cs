using System.Text.Json.Nodes;

namespace Course.Notebooks;

public enum CellKind
{
    Code,
    Markdown,
    Raw,
}

/// <summary>A cell of a notebook: a view on its JSON, of which everything else stays as it is.</summary>
public sealed class Cell
{
    internal Cell(JsonObject json) => Json = json;

    public static Cell Code(string source) => new(new JsonObject
    {
        ["cell_type"] = "code",
        ["execution_count"] = null,
        ["metadata"] = new JsonObject(),
        ["outputs"] = new JsonArray(),
        ["source"] = TextLines.Split(source),
    });

    public static Cell Markdown(string source) => new(new JsonObject
    {
        ["cell_type"] = "markdown",
        ["metadata"] = new JsonObject(),
        ["source"] = TextLines.Split(source),
    });

    /// <summary>The cell as the file holds it.</summary>
    public JsonObject Json { get; }

    public CellKind Kind => Enum.Parse<CellKind>((string)Json["cell_type"]!, ignoreCase: true);

    /// <summary>Null in notebooks before nbformat 4.5.</summary>
    public string? Id => (string?)Json["id"];

    /// <summary>The text; a changed one is stored in the form found, one string or a list of lines.</summary>
    public string Source
    {
        get => TextLines.Join(Json["source"]) ?? "";
        set
        {
            if (value != Source)
                Json.Put("source", Json["source"] is JsonValue ? value : TextLines.Split(value));
        }
    }

    /// <summary>The cell's metadata; where it has none, an empty object that is kept once it is assigned.</summary>
    public JsonObject Metadata
    {
        get => Json["metadata"] as JsonObject ?? [];
        set => Json.Put("metadata", value);
    }

    public IReadOnlyList<string> Tags =>
        Metadata["tags"] is JsonArray tags ? [.. tags.OfType<JsonValue>().Select(tag => tag.ToString())] : [];

    /// <summary>Whether it is there to show an error: Jupyter's tag for it.</summary>
    public bool ExpectsError => Tags.Contains("raises-exception");

    /// <summary>Whether it stays as it stands: nbclient's and Jupyter Book's tag for it.</summary>
    public bool IsSkipped => Tags.Contains("skip-execution");

    /// <summary>Whether it shows an error that nobody expected.</summary>
    public bool Failed => !ExpectsError && Outputs.Any(output => output is Output.Failure);

    /// <summary>Images pasted into a Markdown cell: file name to MIME bundle.</summary>
    public JsonObject? Attachments => Json["attachments"] as JsonObject;

    public int? ExecutionCount
    {
        get => (int?)Json["execution_count"];
        set
        {
            if (value != ExecutionCount || !Json.ContainsKey("execution_count"))
                Json.Put("execution_count", value);
        }
    }

    public IReadOnlyList<Output> Outputs => [.. (Json["outputs"] as JsonArray ?? []).Select(node => Output.Of(node!.AsObject()))];

    /// <summary>Adds text to the last output if that is the same stream's, else as a new output.</summary>
    public void AppendStream(StreamName name, string text)
    {
        if (text.Length == 0)
            return;
        if (Json["outputs"] is JsonArray and [.., JsonObject last]
            && Output.Of(last) is Output.Printed before && before.Name == name)
            last["text"] = TextLines.Split(before.Text + text);
        else
            Append(new()
            {
                ["name"] = name == StreamName.Out ? "stdout" : "stderr",
                ["output_type"] = "stream",
                ["text"] = TextLines.Split(text),
            });
    }

    /// <returns>The output as it was added.</returns>
    public JsonObject AppendDisplay(MimeBundle data) => Append(new()
    {
        ["data"] = OutputJson.Data(data),
        ["metadata"] = new JsonObject(),
        ["output_type"] = "display_data",
    });

    /// <summary>The value of the trailing expression, numbered by <see cref="ExecutionCount"/>.</summary>
    public void AppendResult(MimeBundle data) => Append(new()
    {
        ["data"] = OutputJson.Data(data),
        ["execution_count"] = ExecutionCount,
        ["metadata"] = new JsonObject(),
        ["output_type"] = "execute_result",
    });

    public void AppendError(string name, string message, IReadOnlyList<string> traceback) => Append(new()
    {
        ["ename"] = name,
        ["evalue"] = message,
        ["output_type"] = "error",
        ["traceback"] = new JsonArray([.. traceback.Select(line => (JsonNode)line)]),
    });

    public void ClearOutputs()
    {
        if (Json["outputs"] is not JsonArray { Count: 0 })
            Json.Put("outputs", new JsonArray());
    }

    private JsonObject Append(JsonObject output)
    {
        if (Json["outputs"] is not JsonArray)
            Json.Put("outputs", new JsonArray());
        Json["outputs"]!.AsArray().Add((JsonNode)output);
        return output;
    }
}
