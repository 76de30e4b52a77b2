using System.Text.Json.Nodes;

namespace Course.Notebooks;

/// <summary>
/// A JSON text whose values can be changed while everything untouched keeps its bytes: white space, escapes, the way numbers
/// are written. <see cref="JsonNode"/> alone keeps the values only, and a changed notebook would differ in every line.
/// </summary>
internal sealed class JsonText(JsonNode? root)
{
    public JsonNode? Root => root;

    /// <summary>How the children of each container that came from the text were written.</summary>
    public Dictionary<JsonNode, ContainerLayout> Layouts { get; init; } = [];

    /// <summary>What stands before the root: nothing, white space, a byte order mark.</summary>
    public ReadOnlyMemory<byte> Head { get; init; }

    /// <summary>What follows the root: Jupyter ends with a line feed, other editors do not.</summary>
    public ReadOnlyMemory<byte> Tail { get; init; } = "\n"u8.ToArray();
}

/// <param name="Children">In the order of the text.</param>
/// <param name="Close">White space before the closing bracket.</param>
internal sealed record ContainerLayout(List<ChildLayout> Children, ReadOnlyMemory<byte> Close);

/// <param name="Key">The property's name; null in an array.</param>
/// <param name="Node">The value as read: as long as it stands there, <paramref name="Raw"/> is how it is written.</param>
/// <param name="Before">White space before the name or value.</param>
/// <param name="Name">The property's name with its quotes, and the colon with the white space around it.</param>
/// <param name="Raw">A scalar's own text.</param>
/// <param name="After">White space before the comma.</param>
internal sealed record ChildLayout(
    string? Key, JsonNode? Node, ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> Name, ReadOnlyMemory<byte> Raw,
    ReadOnlyMemory<byte> After);
