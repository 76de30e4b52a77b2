using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Course.Notebooks;

/// <summary>Reads JSON with System.Text.Json's tokenizer and notes what stands between the tokens.</summary>
internal ref struct JsonTextReader
{
    /// <summary>Charts nest about ten deep; Python's reader gives up near 1,000.</summary>
    private const int maxDepth = 512;

    private static readonly Regex halfPair = new(
        @"(?<=(?<!\\)(?:\\\\)*)(?:\\u[dD][89abAB]..(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F]..)");

    private readonly ReadOnlyMemory<byte> text;
    private readonly string name;
    private readonly Dictionary<JsonNode, ContainerLayout> layouts;
    private Utf8JsonReader reader;
    private int end; // of the last token read

    private JsonTextReader(ReadOnlyMemory<byte> text, string name, Dictionary<JsonNode, ContainerLayout> layouts)
    {
        (this.text, this.name, this.layouts) = (text, name, layouts);
        reader = new Utf8JsonReader(text.Span, new JsonReaderOptions { MaxDepth = maxDepth });
    }

    public static JsonText Read(ReadOnlyMemory<byte> utf8, string name)
    {
        RefuseOtherEncodings(utf8.Span, name);
        var mark = utf8.Span.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var text = utf8[mark..];
        var layouts = new Dictionary<JsonNode, ContainerLayout>(ReferenceEqualityComparer.Instance);
        try
        {
            var json = new JsonTextReader(text, name, layouts);
            json.Next();
            var start = json.Start;
            var root = json.Value();
            var end = json.end;
            json.reader.Read(); // throws if anything but white space follows
            var whole = new JsonText
            {
                Root = root,
                Head = utf8[..(mark + start)],
                RawRoot = text[start..end],
                Tail = text[end..],
            };
            foreach (var (node, layout) in layouts)
                whole.Layouts.Add(node, layout);
            return whole;
        }
        catch (JsonException e)
        {
            throw new NotebookException(
                $"{name}: expected a notebook in JSON, found a mistake at line {e.LineNumber + 1}, column " +
                $"{e.BytePositionInLine + 1}: {Reason(e)} Restore the file from a copy, or mend that line in a text editor.", e);
        }
    }

    private readonly int Start => (int)reader.TokenStartIndex;

    private JsonNode? Value()
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject: return Object();
            case JsonTokenType.StartArray: return Array();
        }
        var start = Start;
        end = start + reader.ValueSpan.Length + (reader.TokenType == JsonTokenType.String ? 2 : 0);
        return reader.TokenType switch
        {
            JsonTokenType.String => JsonValue.Create(Unescaped()),
            JsonTokenType.Null => null,
            _ => JsonNode.Parse(text.Span[start..end]), // a number keeps its own text
        };
    }

    private JsonObject Object()
    {
        var node = new JsonObject();
        var children = new Dictionary<string, ChildLayout>();
        end = Start + 1;
        ChildLayout? previous = null;
        string key = "";
        while (Next() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (after, before) = Gap();
            if (previous is not null)
                children[key] = previous with { After = after };
            var nameStart = Start;
            key = Unescaped();
            if (node.ContainsKey(key))
                throw Duplicate(key, nameStart);
            Next();
            var valueStart = Start;
            var value = Value();
            node.Add(key, value);
            previous = new(value, before, text[nameStart..valueStart], Raw(value, valueStart), default);
            children[key] = previous;
        }
        layouts[node] = new(children, [], text[end..Start]);
        end = Start + 1;
        return node;
    }

    private JsonArray Array()
    {
        var node = new JsonArray();
        var elements = new List<ChildLayout>();
        end = Start + 1;
        while (Next() && reader.TokenType != JsonTokenType.EndArray)
        {
            var (after, before) = Gap();
            if (elements.Count > 0)
                elements[^1] = elements[^1] with { After = after };
            var start = Start;
            var value = Value();
            node.Add(value);
            elements.Add(new(value, before, default, Raw(value, start), default));
        }
        layouts[node] = new([], elements, text[end..Start]);
        end = Start + 1;
        return node;
    }

    private bool Next() => reader.Read() ? true : throw new JsonException("the file ends too early.", null, null, null);

    /// <summary>The white space before and after the comma that stands between the last token and this one.</summary>
    private readonly (ReadOnlyMemory<byte> After, ReadOnlyMemory<byte> Before) Gap()
    {
        var gap = text[end..Start];
        var comma = gap.Span.IndexOf((byte)',');
        return comma < 0 ? (default, gap) : (gap[..comma], gap[(comma + 1)..]);
    }

    private readonly ReadOnlyMemory<byte> Raw(JsonNode? value, int start) =>
        value is JsonObject or JsonArray ? default : text[start..end];

    private readonly string Unescaped()
    {
        if (!reader.ValueIsEscaped)
            return Encoding.UTF8.GetString(reader.ValueSpan);
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException) // half a surrogate pair: Python writes and reads it, so a notebook may hold it
        {
            var whole = halfPair.Replace(Encoding.UTF8.GetString(reader.ValueSpan), @"\ufffd");
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
