using System.Formats.Tar;
using System.IO.Compression;

namespace Course.Vision.Tests;

/// <summary>Writes .tar.gz archives, honest ones and others.</summary>
internal static class TarFile
{
    public static TarEntry Entry(string name, byte[] content) =>
        new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) };

    public static TarEntry Link(string name, string target, TarEntryType type = TarEntryType.SymbolicLink) => new UstarTarEntry(type, name) { LinkName = target };

    public static byte[] Gzip(params TarEntry[] entries)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip, leaveOpen: true))
            foreach (var entry in entries) tar.WriteEntry(entry);
        return packed.ToArray();
    }
}
