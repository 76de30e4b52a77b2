using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;

namespace Course.Notebooks;

/// <summary>Writes what was read as it was, and what is new as Python's json.dumps(indent=1, ensure_ascii=False) would.</summary>
internal sealed class JsonTextWriter
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
        writer.Value(json.Root, json.RawRoot, 0);
        writer.output.Write(json.Tail.Span);
        return writer.output.WrittenSpan.ToArray();
    }

    private void Value(JsonNode? node, ReadOnlyMemory<byte> raw, int depth)
    {
        switch (node)
        {
            case JsonObject members: Object(members, depth + 1); break;
            case JsonArray elements: Array(elements, depth + 1); break;
            case null: output.Write("null"u8); break;
            default: output.Write(raw.IsEmpty ? Encoding.UTF8.GetBytes(Scalar(node)) : raw.Span); break;
        }
    }

    private void Object(JsonObject node, int depth)
    {
        var layout = json.Layouts.GetValueOrDefault(node);
        output.Write("{"u8);
        ChildLayout? last = null;
        var first = true;
        foreach (var (key, value) in node)
        {
            var child = layout?.Children.GetValueOrDefault(key);
            Separate(first, last, child, depth);
            if (child is null)
            {
                output.Write(Encoding.UTF8.GetBytes(Quoted(key)));
                output.Write(colon);
            }
            else
                output.Write(child.Name.Span);
            Value(value, ReferenceEquals(child?.Node, value) ? child?.Raw ?? default : default, depth);
            (first, last) = (false, child ?? (last is null ? null : last with { After = default }));
        }
        Close(first, layout, depth);
        output.Write("}"u8);
    }

    private void Array(JsonArray node, int depth)
    {
        var layout = json.Layouts.GetValueOrDefault(node);
        output.Write("["u8);
        ChildLayout? last = null;
        for (var i = 0; i < node.Count; i++)
        {
            var child = Known(layout, node[i], i);
            Separate(i == 0, last, child, depth);
            Value(node[i], child?.Raw ?? default, depth);
            last = child ?? (last is null ? null : last with { After = default });
        }
        Close(node.Count == 0, layout, depth);
        output.Write("]"u8);
    }

    private static ChildLayout? Known(ContainerLayout? layout, JsonNode? element, int index)
    {
        if (layout is null)
            return null;
        if (element is not null)
            return layout.ByElement.GetValueOrDefault(element);
        return index < layout.Elements.Count && layout.Elements[index].Node is null ? layout.Elements[index] : null;
    }

    /// <summary>The comma and the white space before a child; a new child is spaced as its neighbour.</summary>
    private void Separate(bool first, ChildLayout? last, ChildLayout? child, int depth)
    {
        if (!first)
        {
            if (last is not null)
                output.Write(last.After.Span);
            output.Write(","u8);
        }
        if ((child ?? last) is { } known)
            output.Write(known.Before.Span);
        else
            Break(depth);
    }

    private void Close(bool empty, ContainerLayout? layout, int depth)
    {
        var hadChildren = layout is not null && layout.Children.Count + layout.Elements.Count > 0;
        if (layout is not null && hadChildren != empty)
            output.Write(layout.Close.Span);
        else if (!empty)
            Break(depth - 1);
    }

    private void Break(int depth)
    {
        output.Write(newLine);
        for (var i = 0; i < depth && newLine.Length > 0; i++)
            output.Write(indent);
    }

    private static string Scalar(JsonNode node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? Quoted(text) : node.ToJsonString();

    /// <summary>
    /// Python's escapes: only the quote, the backslash and control characters; everything else stands for itself.
    /// </summary>
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append(@"\\"),
                '\n' => quoted.Append(@"\n"),
                '\r' => quoted.Append(@"\r"),
                '\t' => quoted.Append(@"\t"),
                '\f' => quoted.Append(@"\f"),
                '\b' => quoted.Append(@"\b"),
                < ' ' => quoted.Append(@"\u").Append(((int)c).ToString("x4")),
                _ => quoted.Append(c),
            };
        return quoted.Append('"').ToString();
    }

    /// <summary>New parts follow the file: its line ends, its indentation, or none of both where it stands on one line.</summary>
    private static (byte[] NewLine, byte[] Indent, byte[] Colon) Style(JsonText json)
    {
        var first = json.Root is not null && json.Layouts.TryGetValue(json.Root, out var layout)
            ? layout.Children.Values.FirstOrDefault() : null;
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
