using System.Buffers.Binary;
using System.Text;

namespace Course.Vision.Tests;

/// <summary>EXIF with an orientation, and its place in PNG and WebP files.</summary>
internal static class ExifChunk
{
    /// <summary>A TIFF directory of two entries; the second is the orientation.</summary>
    public static byte[] Tiff(int orientation, bool big)
    {
        byte[] numbers =
        [
            .. U16(42), .. U32(8), .. U16(2),
            .. U16(0x100), .. U16(4), .. U32(1), .. U32(24), // a width
            .. U16(0x112), .. U16(3), .. U32(1), .. U16(orientation), .. U16(0), .. U32(0),
        ];
        return [.. big ? "MM"u8 : "II"u8, .. numbers];

        byte[] U16(int number) => Order([(byte)(number >> 8), (byte)number]);
        byte[] U32(int number) => Order([0, 0, (byte)(number >> 8), (byte)number]);
        byte[] Order(byte[] bytes) => big ? bytes : [.. bytes.Reverse()];
    }

    public static byte[] Insert(byte[] file, byte[] exif) => file[0] == 0x89 ? Png(file, exif) : WebP(file, exif);

    /// <summary>Behind the header, which is 33 bytes long.</summary>
    private static byte[] Png(byte[] file, byte[] exif)
    {
        byte[] chunk = [.. "eXIf"u8, .. exif];
        var crc = new ICSharpCode.SharpZipLib.Checksum.Crc32();
        crc.Update(chunk);
        return [.. file[..33], .. Big(exif.Length), .. chunk, .. Big((int)crc.Value), .. file[33..]];
    }

    /// <summary>The extended form: a VP8X chunk that announces EXIF, the picture, then EXIF.</summary>
    private static byte[] WebP(byte[] file, byte[] exif)
    {
        var picture = file.AsSpan().IndexOf("VP8X"u8) == 12 ? file[30..] : file[12..];
        byte[] body =
        [
            .. "WEBPVP8X"u8, .. Little(10), 8, 0, 0, 0, .. Size(file),
            .. picture, .. "EXIF"u8, .. Little(exif.Length), .. exif, .. new byte[exif.Length % 2],
        ];
        return [.. Encoding.ASCII.GetBytes("RIFF"), .. Little(body.Length), .. body];
    }

    /// <summary>Width and height less one, three bytes each, as Skia says them.</summary>
    private static byte[] Size(byte[] file)
    {
        using var picture = SkiaSharp.SKBitmap.Decode(file);
        return [.. Little(picture.Width - 1)[..3], .. Little(picture.Height - 1)[..3]];
    }

    private static byte[] Big(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Little(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }
}
