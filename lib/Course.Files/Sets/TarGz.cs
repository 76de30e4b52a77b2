using System.Formats.Tar;
using System.IO.Compression;

namespace Course.Files;

/// <summary>Goes through a .tar.gz archive without unpacking it.</summary>
internal static class TarGz
{
    /// <summary>Shows one entry after the other.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="take">Given an entry, says whether it wants the next one.</param>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public static void Read(string path, Func<TarEntry, bool> take)
    {
        try
        {
            using var tar = new TarReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
            while (tar.GetNextEntry() is { } entry && take(entry))
                ;
        }
        catch (Exception fault) when (fault is EndOfStreamException or FormatException
            || fault is InvalidDataException && !fault.Message.Contains(path, StringComparison.Ordinal))
        {
            throw Content.Damaged(path, $"its gzip or tar data is damaged ({fault.Message.TrimEnd('.')})");
        }
    }
}
