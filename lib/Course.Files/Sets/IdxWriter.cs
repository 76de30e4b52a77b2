using System.Buffers.Binary;
using System.IO.Compression;

namespace Course.Files;

/// <summary>Writes IDX files, compressed with gzip; <see cref="Idx"/> reads them, and so does torchvision.</summary>
public static class IdxWriter
{
    /// <summary>Writes grey images, one byte a pixel, row by row.</summary>
    public static void WriteImages(string path, byte[] pixels, int height, int width) =>
        Write(path, Idx.ImageMagic, [pixels.Length / (height * width), height, width], pixels);

    /// <summary>Writes class labels.</summary>
    public static void WriteLabels(string path, byte[] labels) => Write(path, Idx.LabelMagic, [labels.Length], labels);

    /// <summary>Writes beside the place and moves there at the end, so that nothing half-written stands under the name.</summary>
    private static void Write(string path, int magic, int[] sizes, byte[] values)
    {
        var unfinished = path + ".part";
        using (var gzip = new GZipStream(File.Create(unfinished), CompressionLevel.Fastest))
        {
            var number = new byte[4];
            foreach (var entry in (int[])[magic, .. sizes])
            {
                BinaryPrimitives.WriteInt32BigEndian(number, entry);
                gzip.Write(number);
            }
            gzip.Write(values);
        }
        File.Move(unfinished, path, overwrite: true);
    }
}
