using System.Buffers.Binary;
using System.Text;

namespace Course.Files;

/// <summary>
/// The table of contents of a zip file, checked before use: names are unique, entries lie within the file and do not overlap, and
/// none claims to inflate beyond reason. It knows where each entry's bytes begin, which .NET's own ZipArchive keeps to itself.
/// </summary>
/// <remarks>PKWARE's APPNOTE.TXT, 4.3; with zip64.</remarks>
internal sealed class ZipDirectory(FileStream file)
{
    private const long MostInflation = 200; // weights hardly compress at all

    /// <summary>The entries by name; where each one's bytes lie.</summary>
    public Dictionary<string, FileRegion> Read()
    {
        var (count, start) = FindDirectory();
        file.Position = start;
        var headers = new (string Name, long At, FileRegion Size)[count];
        for (var i = 0; i < count; i++) headers[i] = ReadHeader();

        var entries = new Dictionary<string, FileRegion>();
        var end = 0L; // of the entry before
        foreach (var (name, at, size) in headers.OrderBy(h => h.At))
        {
            if (at < end)
                throw Damaged($"entry '{name}' overlaps another");
            var data = SkipLocalHeader(at, name);
            end = data + (size.Packed ?? size.Length);
            if (end > start)
                throw Damaged($"entry '{name}' reaches beyond the end");
            if (!entries.TryAdd(name, size with { Offset = data }))
                throw Damaged($"the name '{name}' occurs twice");
        }

        return entries;
    }

    /// <summary>The end record lies at the very end, before a comment of up to 64 KiB.</summary>
    private (int Count, long Start) FindDirectory()
    {
        var tailLength = (int)Math.Min(file.Length, 22 + ushort.MaxValue);
        var tail = ReadAt(file.Length - tailLength, tailLength);
        for (var at = tailLength - 22; at >= 0; at--)
        {
            if (U32(tail, at) != 0x06054b50 || at + 22 + U16(tail, at + 20) != tailLength)
                continue;
            long count = U16(tail, at + 10), size = U32(tail, at + 12), start = U32(tail, at + 16);
            if (at >= 20 && U32(tail, at - 20) == 0x07064b50) // zip64: a locator points to a wider record
            {
                var wide = ReadAt(U64(tail, at - 12), 56);
                if (U32(wide, 0) != 0x06064b50)
                    throw Damaged("its zip64 record is missing");
                (count, size, start) = (U64(wide, 32), U64(wide, 40), U64(wide, 48));
            }

            if (start < 0 || size < 0 || start > file.Length - size || count < 0 || count > size / 46)
                throw Damaged("its directory lies outside the file");
            return ((int)count, start);
        }

        throw Damaged("its zip directory, which stands at the end, is missing");
    }

    private (string, long, FileRegion) ReadHeader()
    {
        var header = ReadAt(file.Position, 46);
        if (U32(header, 0) != 0x02014b50)
            throw Damaged("its directory is unreadable");
        var (flags, method, crc) = (U16(header, 8), U16(header, 10), U32(header, 16));
        long packed = U32(header, 20), length = U32(header, 24), at = U32(header, 42);
        var name = Encoding.UTF8.GetString(ReadAt(file.Position, U16(header, 28)));
        var extra = ReadAt(file.Position, U16(header, 30));
        file.Position += U16(header, 32);

        // Fields that are full stand, in this order, in the extra field 1.
        for (var i = 0; i + 4 <= extra.Length; i += 4 + U16(extra, i + 2))
        {
            if (U16(extra, i) != 1)
                continue;
            var next = i + 4;
            if (length == uint.MaxValue)
                length = Wide();
            if (packed == uint.MaxValue)
                packed = Wide();
            if (at == uint.MaxValue)
                at = Wide();
            long Wide() =>
                (next += 8) <= extra.Length ? U64(extra, next - 8) : throw Damaged($"the zip64 sizes of '{name}' are missing");
        }

        if (packed < 0 || length < 0 || at < 0)
            throw Damaged($"entry '{name}' has a negative size");
        if ((flags & 1) != 0)
            throw Damaged($"entry '{name}' is encrypted");
        if (method is not (0 or 8))
            throw Damaged($"entry '{name}' is packed by method {method}; only stored and deflated entries are read");
        if (method == 0 && packed != length)
            throw Damaged($"entry '{name}' has two lengths, {packed} and {length}");
        if (length > 1 << 20 && length / MostInflation > packed)
            throw Damaged($"entry '{name}' claims to inflate from {packed:N0} to {length:N0} bytes; that looks like a zip bomb");
        return (name, at, new FileRegion(0, length, method == 8 ? packed : null, crc));
    }

    private long SkipLocalHeader(long at, string name)
    {
        var header = ReadAt(at, 30);
        if (U32(header, 0) != 0x04034b50)
            throw Damaged($"entry '{name}' does not begin where the directory says");
        var localName = Encoding.UTF8.GetString(ReadAt(at + 30, U16(header, 26)));
        if (localName != name)
            throw Damaged($"entry '{name}' calls itself '{localName}'");
        return at + 30 + U16(header, 26) + U16(header, 28);
    }

    private byte[] ReadAt(long position, int count)
    {
        if (position < 0 || position > file.Length - count)
            throw Damaged("it ends early");
        var bytes = new byte[count];
        file.Position = position;
        file.ReadExactly(bytes);
        return bytes;
    }

    private static int U16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));
    private static uint U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
    private static long U64(byte[] bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));

    private InvalidDataException Damaged(string what) => new($"{file.Name}: {what}. Get the file again; it may be incomplete.");
}
