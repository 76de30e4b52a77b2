using System.Buffers.Binary;
using System.IO.Compression;

namespace Course.Files;

/// <summary>
/// A file's content, inflated where the file is a gzip file (its first two bytes tell) unless told otherwise. The length is known
/// before anything is read, so a reader can check a header against it first. Damage is an <see cref="InvalidDataException"/> that
/// says what is wrong; the reader who knows the path adds the rest by <see cref="Damaged"/>.
/// </summary>
public sealed class Content : IDisposable
{
    private const int mostInflation = 1032; // deflate's limit: 258 bytes from 2 bits
    private readonly Stream stream;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="inflate">False to take a gzip file as it is.</param>
    public Content(string path, bool inflate = true)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            Length = file.Length;
            var isCompressed = inflate && file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
            if (isCompressed)
                Length = InflatedLength(file);
            file.Position = 0;
            stream = isCompressed ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Bytes of content; for a gzip file what its trailer says, which no file of its size can exceed by far.</summary>
    public long Length { get; }

    /// <summary>Fills the whole buffer.</summary>
    public void Fill(Span<byte> buffer)
    {
        if (Read(buffer) < buffer.Length)
            throw new InvalidDataException("its content ends too early");
    }

    /// <summary>Makes sure that nothing follows; gzip checks its own checksum at that point.</summary>
    public void End()
    {
        if (Read(new byte[1]) > 0)
            throw new InvalidDataException($"expected {Length:N0} bytes, found more after them");
    }

    /// <summary>Reads what comes next: as much as there is room for, less at the end.</summary>
    public int Read(Span<byte> buffer)
    {
        try
        {
            return stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"the gzip data is damaged ({fault.Message.TrimEnd('.')})");
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => stream.Dispose();

    /// <summary>What to tell about a damaged file: which file, what is wrong, what to do.</summary>
    public static InvalidDataException Damaged(string path, string fault) =>
        new($"{path}: {fault}. The file is damaged or not the one meant: delete it, then get it again with " +
            "`course data download` or download: true.");

    /// <summary>The length in the gzip trailer (RFC 1952, ISIZE), if a file of this size can inflate to it at all.</summary>
    private static long InflatedLength(FileStream file)
    {
        const int HeaderAndTrailer = 18;
        if (file.Length < HeaderAndTrailer)
            throw new InvalidDataException($"expected a gzip file of at least {HeaderAndTrailer} bytes, found {file.Length}");
        var trailer = new byte[4];
        file.Seek(-4, SeekOrigin.End);
        file.ReadExactly(trailer);
        long length = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        if (length > file.Length * mostInflation)
            throw new InvalidDataException($"it is cut off: its gzip trailer speaks of {length:N0} bytes, " +
                $"more than {file.Length:N0} compressed bytes can hold");
        return length;
    }
}
