using System.Text.Json.Nodes;

namespace Course.Notebooks;

/// <summary>An output of a code cell as it stands in a notebook.</summary>
public abstract record Output
{
    private Output()
    {
    }

    public sealed record Printed(StreamName Name, string Text) : Output;

    /// <param name="Data">The representations, with lines joined.</param>
    /// <param name="Metadata">By MIME type, e.g. an image's width and alt text.</param>
    /// <param name="IsResult">The value of the cell rather than something it displayed.</param>
    public sealed record Rich(MimeBundle Data, JsonObject Metadata, bool IsResult) : Output;

    public sealed record Failure(string Name, string Message, IReadOnlyList<string> Traceback) : Output;

    /// <summary>A kind this program does not know; it is kept.</summary>
    public sealed record Unknown(string Type) : Output;

    internal static Output Of(JsonObject json)
    {
        var type = Plain(json["output_type"]);
        return type switch
        {
            "stream" => new Printed(Plain(json["name"]) == "stderr" ? StreamName.Error : StreamName.Out, Plain(json["text"])),
            "display_data" or "execute_result" =>
                new Rich(OutputJson.Bundle(json["data"] as JsonObject), json["metadata"] as JsonObject ?? [], type[0] == 'e'),
            "error" => new Failure(Plain(json["ename"]), Plain(json["evalue"]),
                [.. (json["traceback"] as JsonArray ?? []).Select(Plain)]),
            _ => new Unknown(type),
        };
    }

    private static string Plain(JsonNode? node) => TextLines.Join(node) ?? node?.ToJsonString() ?? "";
}
