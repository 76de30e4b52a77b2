using System.Buffers.Binary;

namespace Course.Files;

/// <summary>The processor that a native library was built for, read from its header.</summary>
internal static class BinaryFile
{
    /// <summary>"x64", "arm64", or null where the file is of another kind, too short or not there.</summary>
    public static string? Architecture(string path)
    {
        Span<byte> header = stackalloc byte[4096];
        try
        {
            using var file = File.OpenRead(path);
            header = header[..file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        return header.Length < 64 ? null : Architecture(header);
    }

    private static string? Architecture(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadUInt32LittleEndian(header) switch
    {
        // ELF e_machine
        0x464c457f => BinaryPrimitives.ReadUInt16LittleEndian(header[18..]) switch { 62 => "x64", 183 => "arm64", _ => null },
        // Mach-O
        0xfeedfacf =>
            BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) switch { 0x1000007 => "x64", 0x100000c => "arm64", _ => null },
        var mz when (mz & 0xffff) == 0x5a4d => Portable(header, BinaryPrimitives.ReadInt32LittleEndian(header[0x3c..])),
        _ => null,
    };

    private static string? Portable(ReadOnlySpan<byte> header, int start) =>
        start < 0 || start > header.Length - 6 ? null
        : BinaryPrimitives.ReadUInt16LittleEndian(header[(start + 4)..]) switch { 0x8664 => "x64", 0xaa64 => "arm64", _ => null };
}
