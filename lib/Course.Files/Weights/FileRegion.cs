using System.IO.Compression;

namespace Course.Files;

/// <summary>A run of bytes in a file, possibly deflated.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">Its length once inflated.</param>
/// <param name="Packed">Its length in the file, where it is deflated.</param>
/// <param name="Crc">The checksum of the inflated bytes, where the format keeps one.</param>
internal sealed record FileRegion(long Offset, long Length, long? Packed = null, uint? Crc = null)
{
    /// <summary>A stream of its (inflated) bytes from <paramref name="start"/> on.</summary>
    public Stream Open(FileStream file, long start = 0)
    {
        file.Position = Offset;
        if (Packed is null)
        {
            file.Position += start;
            return new Part(file, Length - start, file.Name);
        }

        var inflated =
            new Part(new DeflateStream(new Part(file, Packed.Value, file.Name), CompressionMode.Decompress), Length, file.Name);
        for (var buffer = new byte[Math.Min(start, 1 << 16)]; start > 0;)
        {
            var count = (int)Math.Min(start, buffer.Length);
            inflated.ReadExactly(buffer, 0, count);
            start -= count;
        }

        return inflated;
    }

    /// <summary>Reads it once and compares the checksum, so that nothing damaged is copied into a network.</summary>
    /// <exception cref="InvalidDataException">The bytes are not the ones that were written.</exception>
    public void Verify(FileStream file, string what)
    {
        if (Crc is null)
            return;
        using var bytes = Open(file);
        var buffer = new byte[1 << 18];
        var crc = Crc32.Start;
        for (var left = Length; left > 0;)
        {
            var count = bytes.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (count == 0)
                throw new InvalidDataException($"{file.Name}: {what} ends early. Get the file again.");
            crc = Crc32.Add(crc, buffer.AsSpan(0, count));
            left -= count;
        }

        if (Crc32.End(crc) != Crc)
            throw new InvalidDataException($"{file.Name}: the checksum of {what} is wrong: the file is damaged. Get it again.");
    }

    /// <summary>At most so many bytes of another stream.</summary>
    private sealed class Part(Stream inner, long left, string path) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            try
            {
                var count = inner.Read(buffer[..(int)Math.Min(left, buffer.Length)]);
                left -= count;
                return count;
            }
            catch (InvalidDataException e) when (inner is DeflateStream)
            {
                throw new InvalidDataException(
                    $"{path}: its packed data is damaged ({e.Message.TrimEnd('.')}). Get the file again.");
            }
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
