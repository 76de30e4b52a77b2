using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Course.Notebooks;

/// <summary>Writes what was read as it was, and what is new as Python's json.dumps(indent=1, ensure_ascii=False) would.</summary>
internal sealed partial class JsonTextWriter
{
    private readonly ArrayBufferWriter<byte> output = new();
    private readonly JsonText json;
    private readonly byte[] newLine;
    private readonly byte[] indent;
    private readonly byte[] colon;

    private JsonTextWriter(JsonText json)
    {
        this.json = json;
        (newLine, indent, colon) = Style(json);
    }

    public static byte[] Write(JsonText json)
    {
        var writer = new JsonTextWriter(json);
        writer.output.Write(json.Head.Span);
        writer.Value(json.Root, null, 0);
        writer.output.Write(json.Tail.Span);
        return writer.output.WrittenSpan.ToArray();
    }

    private void Value(JsonNode? node, ChildLayout? known, int depth)
    {
        if (node is JsonObject or JsonArray)
            Container(node, depth + 1);
        else if (known is not null && ReferenceEquals(known.Node, node))
            output.Write(known.Raw.Span);
        else
            output.Write(Encoding.UTF8.GetBytes(node is null ? "null" : Scalar(node)));
    }

    private void Container(JsonNode node, int depth)
    {
        var layout = json.Layouts.GetValueOrDefault(node);
        var children = node is JsonObject members ? members.Select(member => ((string?)member.Key, member.Value))
            : node.AsArray().Select(element => ((string?)null, element));
        output.Write(node is JsonObject ? "{"u8 : "["u8);
        ChildLayout? last = null;
        var (written, next) = (0, 0);
        foreach (var (key, value) in children)
        {
            var found = layout?.Children.FindIndex(
                next, child => child.Key == key && (key is not null || ReferenceEquals(child.Node, value))) ?? -1;
            var child = found < 0 ? null : layout!.Children[found];
            next = Math.Max(next, found + 1);
            if (written++ > 0)
            {
                output.Write(last is null ? default : last.After.Span);
                output.Write(","u8);
            }
            output.Write(((child ?? last)?.Before ?? Break(depth)).Span); // a new child is spaced as its neighbour
            if (key is not null)
                output.Write(child is null ? [.. Encoding.UTF8.GetBytes(Quoted(key)), .. colon] : child.Name.Span);
            Value(value, child, depth);
            last = child ?? (last is null ? null : last with { After = default });
        }
        if (layout is not null && (layout.Children.Count > 0) == (written > 0))
            output.Write(layout.Close.Span);
        else if (written > 0)
            output.Write(Break(depth - 1));
        output.Write(node is JsonObject ? "}"u8 : "]"u8);
    }

    private byte[] Break(int depth) =>
        newLine.Length == 0 ? [] : [.. newLine, .. Enumerable.Repeat(indent, depth).SelectMany(level => level)];

    private static string Scalar(JsonNode node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? Quoted(text) : node.ToJsonString();

    /// <summary>
    /// Python's escapes: only the quote, the backslash and control characters; everything else stands for itself.
    /// </summary>
    private static string Quoted(string text)
    {
        var encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // with small letters in \u001f
        return $"\"{Escaped().Replace(text, match => encoder.Encode(match.Value).ToLowerInvariant())}\"";
    }

    [GeneratedRegex(@"[\x00-\x1f""\\]")]
    private static partial Regex Escaped();

    /// <summary>New parts follow the file: its line ends, its indentation, or none of both where it stands on one line.</summary>
    private static (byte[] NewLine, byte[] Indent, byte[] Colon) Style(JsonText json)
    {
        var first = json.Root is not null && json.Layouts.TryGetValue(json.Root, out var layout)
            ? layout.Children.FirstOrDefault() : null;
        if (first is null)
            return ("\n"u8.ToArray(), " "u8.ToArray(), ": "u8.ToArray());
        var colon = first.Name.Span[(first.Name.Span.LastIndexOf((byte)'"') + 1)..].ToArray();
        var lineEnd = first.Before.Span.LastIndexOf((byte)'\n');
        if (lineEnd < 0)
            return ([], [], colon);
        var newLine = first.Before.Span.Contains((byte)'\r') ? "\r\n"u8 : "\n"u8;
        return (newLine.ToArray(), first.Before.Span[(lineEnd + 1)..].ToArray(), colon);
    }
}
