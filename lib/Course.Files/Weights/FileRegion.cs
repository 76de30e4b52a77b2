using System.IO.Compression;
using ICSharpCode.SharpZipLib.Checksum;

namespace Course.Files;

/// <summary>A run of bytes in a file, possibly deflated.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">Its length once inflated.</param>
/// <param name="Packed">Its length in the file, where it is deflated.</param>
/// <param name="Crc">The checksum of the inflated bytes, where the format keeps one.</param>
internal sealed record FileRegion(long Offset, long Length, long? Packed = null, uint? Crc = null)
{
    /// <summary>
    /// Shows its (inflated) bytes; the stream goes on behind them, so <paramref name="read"/> takes no more than there are.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="read">Takes the bytes.</param>
    /// <param name="start">How many bytes of a region that is not deflated to skip.</param>
    public void Read(FileStream file, Action<Stream> read, long start = 0)
    {
        file.Position = Offset + start;
        if (Packed is null)
        {
            read(file);
            return;
        }
        using var inflated = new DeflateStream(new Part(file, Packed.Value), CompressionMode.Decompress);
        read(inflated);
    }

    /// <summary>Reads it once and compares the checksum, so that nothing damaged is copied into a network.</summary>
    /// <exception cref="InvalidDataException">The bytes are not the ones that were written.</exception>
    public void Verify(FileStream file, string what)
    {
        if (Crc is null)
            return;
        var (buffer, left, crc) = (new byte[1 << 18], Length, new Crc32());
        try
        {
            Read(file, bytes =>
            {
                for (int count; (count = bytes.Read(buffer, 0, (int)Math.Min(left, buffer.Length))) > 0; left -= count)
                    crc.Update(new ArraySegment<byte>(buffer, 0, count));
            });
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException(
                $"{file.Name}: its packed data is damaged ({fault.Message.TrimEnd('.')}). Get the file again.");
        }
        if (left > 0)
            throw new InvalidDataException($"{file.Name}: {what} ends early. Get the file again.");
        if (crc.Value != Crc)
            throw new InvalidDataException($"{file.Name}: the checksum of {what} is wrong: the file is damaged. Get it again.");
    }

    /// <summary>At most so many bytes of another stream: packed data does not go on in its neighbour's.</summary>
    private sealed class Part(Stream inner, long left) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = inner.Read(buffer, offset, (int)Math.Min(left, count));
            left -= read;
            return read;
        }

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
