using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Course.Notebooks;

namespace Course.Kernel.Wire;

/// <summary>
/// A message of the Jupyter protocol 5.4: identities, delimiter, signature, then header, parent header, metadata and content as
/// JSON (https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol). Header and parent header stay bytes:
/// a reply carries its request's header back as it came.
/// </summary>
internal sealed record Message(
    IReadOnlyList<byte[]> Identities, string Type, string Id, byte[] Header, byte[] ParentHeader, JsonObject Metadata,
    JsonObject Content)
{
    public const string ProtocolVersion = "5.4";

    /// <summary>One session id for the life of the process: it goes into every header.</summary>
    private static readonly string session = Guid.NewGuid().ToString();

    private static readonly JsonDocumentOptions strict = new() { AllowDuplicateProperties = false };
    private static readonly JsonSerializerOptions lean = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The protocol version its sender speaks; front-ends that name none are taken to speak ours.</summary>
    public string Version { get; init; } = ProtocolVersion;

    public static ReadOnlySpan<byte> Delimiter => "<IDS|MSG>"u8;

    public static byte[] NoParent => "{}"u8.ToArray();

    /// <summary>A new message of ours.</summary>
    public static Message New(string type, JsonObject content, byte[] parentHeader, IReadOnlyList<byte[]> identities)
    {
        var id = Guid.NewGuid().ToString();
        var header = new JsonObject
        {
            ["msg_id"] = id,
            ["msg_type"] = type,
            ["session"] = session,
            ["username"] = "kernel",
            ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'"),
            ["version"] = ProtocolVersion,
        };
        return new Message(identities, type, id, Bytes(header), parentHeader, [], content);
    }

    public List<byte[]> ToFrames(Signature signature)
    {
        byte[][] signed = [Header, ParentHeader, Bytes(Metadata), Bytes(Content)];
        return [.. Identities, Delimiter.ToArray(), signature.Sign(signed), .. signed];
    }

    /// <exception cref="FormatException">The frames are no message, or not signed with our key; its text says why.</exception>
    public static Message FromFrames(IReadOnlyList<byte[]> frames, Signature signature, Replays replays)
    {
        var delimiter = frames.Index().FirstOrDefault(frame => frame.Item.AsSpan().SequenceEqual(Delimiter), (-1, [])).Index;
        if (delimiter < 0)
            throw new FormatException($"no <IDS|MSG> among its {frames.Count} frames");
        var rest = frames.Skip(delimiter + 1).ToArray();
        if (rest.Length < 5)
            throw new FormatException($"{rest.Length} frames after <IDS|MSG>, not at least 5");
        if (!signature.Matches(rest[0], rest.AsSpan(1, 4)))
            throw new FormatException("it is not signed with this kernel's key");
        if (replays.Contain(rest[0]))
            throw new FormatException("its signature was used before");
        var header = Object(rest[1], "header");
        _ = Object(rest[2], "parent header");
        return new Message(
            [.. frames.Take(delimiter)],
            Text(header, "msg_type"),
            Text(header, "msg_id"),
            rest[1],
            rest[2],
            Object(rest[3], "metadata"),
            Object(rest[4], "content"))
        {
            Version = header["version"] is null ? ProtocolVersion : Text(header, "version"),
        };
    }

    private static JsonObject Object(byte[] frame, string name)
    {
        try
        {
            if (Utf8.IsValid(frame)
                && JsonNode.Parse(JsonNodes.WithoutHalves(Encoding.UTF8.GetString(frame)), null, strict) is JsonObject value)
                return value;
        }
        catch (JsonException)
        {
        }
        throw new FormatException($"its {name} is not a JSON object in UTF-8");
    }

    private static string Text(JsonObject header, string name) =>
        header[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text
        : throw new FormatException($"its header has no text '{name}'");

    private static byte[] Bytes(JsonObject json) => JsonSerializer.SerializeToUtf8Bytes(json, lean);
}
