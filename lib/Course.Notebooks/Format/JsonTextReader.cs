using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Course.Notebooks;

/// <summary>Reads JSON with System.Text.Json's tokenizer and notes what stands between the tokens.</summary>
internal ref struct JsonTextReader
{
    /// <summary>Charts nest about ten deep; Python's reader gives up near 1,000.</summary>
    private const int maxDepth = 512;

    private readonly ReadOnlyMemory<byte> text;
    private readonly string name;
    private readonly Dictionary<JsonNode, ContainerLayout> layouts = new(ReferenceEqualityComparer.Instance);
    private Utf8JsonReader reader;

    private JsonTextReader(ReadOnlyMemory<byte> text, string name)
    {
        (this.text, this.name) = (text, name);
        reader = new Utf8JsonReader(text.Span, new JsonReaderOptions { MaxDepth = maxDepth });
    }

    /// <exception cref="NotebookException">The bytes are not JSON, or nothing a notebook holds.</exception>
    public static JsonText Read(ReadOnlyMemory<byte> utf8, string name)
    {
        RefuseOtherEncodings(utf8.Span, name);
        var mark = utf8.Span.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var json = new JsonTextReader(utf8[mark..], name);
        try
        {
            json.reader.Read();
            var start = json.Start;
            var root = json.Value();
            var end = json.End;
            json.reader.Read(); // throws if anything but white space follows
            return new JsonText(root) { Layouts = json.layouts, Head = utf8[..(mark + start)], Tail = json.text[end..] };
        }
        catch (JsonException e)
        {
            throw new NotebookException(
                $"{name}: expected a notebook in JSON, found a mistake at line {e.LineNumber + 1}, column " +
                $"{e.BytePositionInLine + 1}: {Reason(e)} Restore the file from a copy, or mend that line in a text editor.", e);
        }
    }

    // Of the token last read.
    private readonly int Start => (int)reader.TokenStartIndex;
    private readonly int End => (int)reader.BytesConsumed;

    private JsonNode? Value() => reader.TokenType switch
    {
        JsonTokenType.StartObject => Container(new JsonObject()),
        JsonTokenType.StartArray => Container(new JsonArray()),
        JsonTokenType.String => JsonValue.Create(Unescaped()),
        JsonTokenType.Null => null,
        _ => JsonNode.Parse(reader.ValueSpan), // a number keeps its own text
    };

    private JsonNode Container(JsonNode node)
    {
        var children = new List<ChildLayout>();
        var end = End;
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            var (start, gap) = (Start, text[end..Start]);
            var comma = gap.Span.IndexOf((byte)',');
            if (comma >= 0)
                children[^1] = children[^1] with { After = gap[..comma] };
            var key = node is JsonObject ? Unescaped() : null;
            if (key is not null)
                reader.Read();
            var at = Start;
            var value = Value();
            end = End;
            if (key is null)
                node.AsArray().Add(value);
            else if (!node.AsObject().TryAdd(key, value))
                throw Duplicate(key, start);
            children.Add(new(key, value, gap[(comma + 1)..], text[start..at], text[at..end], default));
        }
        layouts[node] = new(children, text[end..Start]);
        return node;
    }

    private readonly string Unescaped()
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException) // half a surrogate pair: Python writes and reads it, so a notebook may hold it
        {
            var whole = JsonNodes.WithoutHalves(Encoding.UTF8.GetString(reader.ValueSpan));
            return JsonSerializer.Deserialize<string>($"\"{whole}\"")!;
        }
    }

    private readonly NotebookException Duplicate(string key, int at)
    {
        var before = text.Span[..at];
        var line = before.Count((byte)'\n') + 1;
        return new($"{name}: expected every name once in a JSON object, found \"{key}\" a second time at line {line}, column " +
            $"{at - before.LastIndexOf((byte)'\n')}. Delete one of the two in a text editor.");
    }

    private static void RefuseOtherEncodings(ReadOnlySpan<byte> bytes, string name)
    {
        var advice = "Save it as UTF-8, which is how Jupyter writes notebooks.";
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            throw new NotebookException($"{name}: expected UTF-8 text, found UTF-16. {advice}");
        for (var at = 0; at < bytes.Length;)
        {
            if (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) != OperationStatus.Done)
                throw new NotebookException(
                    $"{name}: expected UTF-8 text, found the byte 0x{bytes[at]:X2} at offset {at}. {advice}");
            at += length;
        }
    }

    private static string Reason(JsonException e)
    {
        var reason = e.Message.Split(" LineNumber:")[0].Split(" Path:")[0].Trim();
        return reason.EndsWith('.') ? reason : reason + ".";
    }
}
