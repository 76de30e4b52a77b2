using System.Buffers.Binary;
using SkiaSharp;

namespace Course.Files;

/// <summary>What can be said about a picture file without decoding it.</summary>
public static class PictureHeader
{
    /// <summary>
    /// Looks at a file's header, and whether its last bytes are those of a whole file; decodes it only where they are not.
    /// </summary>
    /// <returns>Why it can't be used, or null.</returns>
    public static string? Fault(string path, long mostPixels)
    {
        try
        {
            using var file = File.OpenRead(path);
            var begin = new byte[Math.Min(file.Length, 12)];
            file.ReadExactly(begin);
            var end = new byte[Math.Min(file.Length, 12)];
            file.Seek(-end.Length, SeekOrigin.End);
            file.ReadExactly(end);
            file.Position = 0;
            var length = file.Length; // the codec closes the file
            using (Checked(SKCodec.Create(file), begin, length, path, mostPixels))
                if (IsWhole(begin, end, length))
                    return null;
            PictureDecoder.Decode(File.ReadAllBytes(path), path, mostPixels).Dispose();
            return null;
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return fault.Message;
        }
    }

    /// <summary>Makes sure that a picture can be decoded.</summary>
    /// <exception cref="InvalidDataException">Not a picture, or a too large one.</exception>
    public static SKCodec Checked(SKCodec? codec, ReadOnlySpan<byte> begin, long length, string name, long mostPixels)
    {
        if (codec == null)
            throw new InvalidDataException(
                $"{name}: expected a PNG, JPEG, WebP, BMP or GIF picture, found {Found(begin, length)}. " +
                "If a viewer opens it, save it there as PNG or JPEG; else fetch it again.");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        mostPixels = Math.Min(mostPixels, Array.MaxLength / Interleaved.PixelBytes);
        var fault = width < 1 || height < 1 ? $"expected at least one pixel, found {width} x {height}. Fetch the file again."
            : (long)width * height > mostPixels ? $"expected at most {mostPixels:N0} pixels, found {width} x {height}. " +
                "Make it smaller first, or pass a higher mostPixels."
            : null;
        if (fault == null)
            return codec;
        codec.Dispose();
        throw new InvalidDataException($"{name}: {fault}");
    }

    private static string Found(ReadOnlySpan<byte> begin, long length)
    {
        if (length == 0)
            return "an empty file";
        if (begin.IndexOf("ftyphei"u8) == 4)
            return "HEIC, which few programs read";
        return $"{length:N0} bytes that begin with {Convert.ToHexString(begin[..Math.Min(8, begin.Length)])}";
    }

    /// <summary>Whether the last bytes are those that the format ends with, or the file is as long as its header says.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> begin, ReadOnlySpan<byte> end, long length) => begin switch
    {
        [0xff, 0xd8, ..] => end.EndsWith((ReadOnlySpan<byte>)[0xff, 0xd9]),
        [0x89, 0x50, ..] => end[4..].StartsWith("IEND"u8),
        [0x47, 0x49, ..] => end[^1] == 0x3b,
        [0x42, 0x4d, ..] => BinaryPrimitives.ReadUInt32LittleEndian(begin[2..]) <= length,
        [0x52, 0x49, ..] => BinaryPrimitives.ReadUInt32LittleEndian(begin[4..]) + 8L <= length,
        _ => false,
    };
}
