namespace Course.Files;

/// <summary>The processor that a native library was built for, read from its header.</summary>
internal static class BinaryFile
{
    /// <summary>"x64", "arm64", or null where the file is of another kind, too short or not there.</summary>
    public static string? Architecture(string path)
    {
        var header = new byte[4096];
        try
        {
            using var file = File.OpenRead(path);
            if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < 64)
                return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        return (header, BitConverter.ToInt32(header, 0x3c)) switch
        {
            ([0x7f, 0x45, 0x4c, 0x46, ..], _) => // ELF
                BitConverter.ToUInt16(header, 18) switch { 62 => "x64", 183 => "arm64", _ => null },
            ([0xcf, 0xfa, 0xed, 0xfe, ..], _) => // Mach-O
                BitConverter.ToUInt32(header, 4) switch { 0x1000007 => "x64", 0x100000c => "arm64", _ => null },
            ([0x4d, 0x5a, ..], >= 0 and <= 4090 and var start) => // Windows
                BitConverter.ToUInt16(header, start + 4) switch { 0x8664 => "x64", 0xaa64 => "arm64", _ => null },
            _ => null,
        };
    }
}
