using System.Buffers.Binary;

namespace Course.Files;

/// <summary>
/// EXIF in the formats in which Skia does not find it: PNG's eXIf chunk, and WebP's EXIF with JPEG's "Exif\0\0" before it.
/// </summary>
/// <remarks>PNG third edition, 11.3.4.3; WebP container specification; EXIF is a TIFF file (TIFF 6.0, section 2).</remarks>
internal static class Exif
{
    private const int Orientation = 0x112, Entry = 12;

    /// <summary>Tag 0x112: which corner the first pixel belongs to, 1 to 8; 0 where no such thing is said.</summary>
    public static int Origin(ReadOnlySpan<byte> file)
    {
        var exif = file is [0x89, 0x50, ..] ? Chunk(file, "eXIf"u8) : file is [0x52, 0x49, ..] ? Chunk(file, "EXIF"u8) : default;
        if (exif.StartsWith("Exif\0\0"u8))
            exif = exif[6..];
        var big = exif.StartsWith("MM\0*"u8);
        if (exif.Length < 8 || !big && !exif.StartsWith("II*\0"u8) || Number(exif[4..], 4, big) is var at && at + 2 > exif.Length)
            return 0;
        exif = exif[(int)at..];
        var entries = exif[2..Math.Min(exif.Length, 2 + Entry * (int)Number(exif, 2, big))];
        for (; entries.Length >= Entry; entries = entries[Entry..])
            if (Number(entries, 2, big) == Orientation)
                return (int)Number(entries[8..], 2, big) is >= 1 and <= 8 and var origin ? origin : 0;
        return 0;
    }

    /// <summary>A chunk's content. PNG: length, name, content, checksum. WebP: name, length, content, padding.</summary>
    private static ReadOnlySpan<byte> Chunk(ReadOnlySpan<byte> file, ReadOnlySpan<byte> name)
    {
        var png = file[0] == 0x89;
        for (long at = png ? 8 : 12; at + 8 <= file.Length;)
        {
            var header = file[(int)at..];
            var length = Number(png ? header : header[4..], 4, png);
            if ((png ? header[4..] : header).StartsWith(name) && length <= header.Length - 8)
                return header.Slice(8, (int)length);
            at += 8 + length + (png ? 4 : length % 2);
        }
        return default;
    }

    private static long Number(ReadOnlySpan<byte> bytes, int count, bool big) => (count, big) switch
    {
        (2, true) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (_, true) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        _ => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
    };
}
