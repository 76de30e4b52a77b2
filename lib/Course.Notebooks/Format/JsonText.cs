using System.Text.Json.Nodes;

namespace Course.Notebooks;

/// <summary>
/// A JSON text whose values can be changed while everything untouched keeps its bytes: white space, escapes, the way numbers
/// are written. <see cref="JsonNode"/> alone keeps the values only, and a changed notebook would differ in every line.
/// </summary>
internal sealed class JsonText
{
    public required JsonNode? Root { get; init; }

    /// <summary>How the children of each container that came from the text were written.</summary>
    public Dictionary<JsonNode, ContainerLayout> Layouts { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>What stands before the root: nothing, white space, a byte order mark.</summary>
    public ReadOnlyMemory<byte> Head { get; init; }

    public ReadOnlyMemory<byte> RawRoot { get; init; }

    /// <summary>What follows the root: Jupyter ends with a line feed, other editors do not.</summary>
    public ReadOnlyMemory<byte> Tail { get; init; } = "\n"u8.ToArray();

    /// <exception cref="NotebookException">The bytes are not JSON, or nothing a notebook holds.</exception>
    public static JsonText Parse(ReadOnlyMemory<byte> utf8, string name) => JsonTextReader.Read(utf8, name);

    public byte[] ToBytes() => JsonTextWriter.Write(this);
}

/// <param name="Children">By property name; empty for an array.</param>
/// <param name="Elements">In the order of the text; empty for an object.</param>
/// <param name="Close">White space before the closing bracket.</param>
internal sealed record ContainerLayout(
    Dictionary<string, ChildLayout> Children, List<ChildLayout> Elements, ReadOnlyMemory<byte> Close)
{
    public Dictionary<JsonNode, ChildLayout> ByElement { get; } = Index(Elements);

    private static Dictionary<JsonNode, ChildLayout> Index(List<ChildLayout> elements)
    {
        var index = new Dictionary<JsonNode, ChildLayout>(ReferenceEqualityComparer.Instance);
        foreach (var element in elements)
            if (element.Node is not null)
                index[element.Node] = element;
        return index;
    }
}

/// <param name="Node">The value as read: as long as it stands there, <paramref name="Raw"/> is how it is written.</param>
/// <param name="Before">White space before the name or value.</param>
/// <param name="Name">The property's name with its quotes, and the colon with the white space around it.</param>
/// <param name="Raw">A scalar's own text.</param>
/// <param name="After">White space before the comma.</param>
internal sealed record ChildLayout(
    JsonNode? Node, ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> Name, ReadOnlyMemory<byte> Raw, ReadOnlyMemory<byte> After);
