using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Course.Notebooks;

namespace Course.Grading;

/// <summary>
/// What grader and sandbox send each other: a length, and that many bytes. No length is believed without a limit.
/// </summary>
internal static class Frame
{
    /// <summary>What the grader sends holds assemblies; what it takes back holds a few lines of text.</summary>
    public const int LargestRequest = 64 << 20;
    public const int LargestReply = 1 << 20;

    public static void Write(Stream stream, Action<BinaryWriter> content)
    {
        using var buffer = new MemoryStream();
        buffer.SetLength(4);
        buffer.Position = 4;
        using (var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true)) content(writer);
        var bytes = buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes, bytes.Length - 4);
        stream.Write(bytes);
        stream.Flush();
    }

    /// <returns>Null at the stream's end, however it came.</returns>
    /// <exception cref="InvalidDataException">The length is none that the other side would send.</exception>
    public static BinaryReader? Read(Stream stream, int largest)
    {
        var head = new byte[4];
        if (stream.ReadAtLeast(head, 4, throwOnEndOfStream: false) < 4)
            return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length < 0 || length > largest)
            throw new InvalidDataException($"Expected at most {largest} bytes, found {length}.");
        var bytes = new byte[length];
        return stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false) < length ? null
            : new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
    }

    /// <summary>For processes that live long: JSON takes each a moment to get going, so sandboxes do without.</summary>
    public static void WriteJson<T>(this BinaryWriter writer, T value) => JsonSerializer.Serialize(writer.BaseStream, value);

    public static T ReadJson<T>(this BinaryReader reader) =>
        JsonSerializer.Deserialize<T>(reader.BaseStream) ?? throw new InvalidDataException("Found null.");

    public static void Write(this BinaryWriter writer, CellImage cell)
    {
        foreach (var text in new[] { cell.Source.Path, cell.Source.Text, cell.Name }) writer.Write(text);
        writer.Write(cell.Slot);
        writer.Write(cell.Beside);
        foreach (var bytes in new[] { cell.Code, cell.Symbols })
        {
            writer.Write(bytes.Length);
            writer.Write(bytes);
        }
    }

    public static CellImage ReadCell(this BinaryReader reader)
    {
        var source = new CellSource(reader.ReadString(), reader.ReadString());
        var (name, slot, beside) = (reader.ReadString(), reader.ReadInt32(), reader.ReadBoolean());
        return new(source, name, slot, reader.ReadBytes(reader.ReadInt32()),
            reader.ReadBytes(reader.ReadInt32()))
        { Beside = beside };
    }
}
