using System.Text.Json.Nodes;

namespace Course.Notebooks;

/// <summary>One output in several representations: MIME type to text, or to an object for <c>application/json</c>.</summary>
public sealed record MimeBundle(IReadOnlyDictionary<string, JsonNode> Data)
{
    public static MimeBundle Plain(string text) => new(new Dictionary<string, JsonNode> { ["text/plain"] = text });

    public static MimeBundle Html(string html, string plain) =>
        new(new Dictionary<string, JsonNode> { ["text/html"] = html, ["text/plain"] = plain });
}
