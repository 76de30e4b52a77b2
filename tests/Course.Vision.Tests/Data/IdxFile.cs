using System.Buffers.Binary;
using System.IO.Compression;

namespace Course.Vision.Tests;

/// <summary>IDX files as tests want them: right ones and wrong ones.</summary>
internal static class IdxFile
{
    public static byte[] Images(int count = 3, int height = 28, int width = 28, int magic = 2051) =>
        [.. Header(magic, count, height, width), .. Enumerable.Range(0, count * height * width).Select(i => (byte)(i * 7))];

    /// <summary>Images that don't compress: a file of some length for downloads to be cut in.</summary>
    public static byte[] Noise()
    {
        var pixels = new byte[20 * 784];
        new Random(3).NextBytes(pixels);
        return [.. Header(2051, 20, 28, 28), .. pixels];
    }

    public static byte[] Labels(params byte[] labels) => [.. Header(2049, labels.Length), .. labels];

    public static byte[] Header(params int[] numbers)
    {
        var bytes = new byte[numbers.Length * 4];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(i * 4), numbers[i]);
        return bytes;
    }

    public static byte[] Gzip(byte[] content)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(content);
        return compressed.ToArray();
    }
}
