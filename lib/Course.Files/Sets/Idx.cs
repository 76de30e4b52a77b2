using System.Buffers.Binary;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Files;

/// <summary>
/// Reads IDX, the file format of MNIST and Fashion-MNIST: a header of big-endian numbers (a magic number, then one size for each
/// dimension), then one byte a value. The file may be plain or compressed with gzip; its content tells which.
/// </summary>
/// <remarks>Source of the format: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits".</remarks>
public static class Idx
{
    private const int ImageMagic = 2051; // 0x0803: unsigned bytes, three dimensions
    private const int LabelMagic = 2049; // 0x0801: unsigned bytes, one dimension

    /// <summary>Reads grey images: uint8, 0 (black) to 255 (white). // [N, 1, H, W]</summary>
    /// <param name="path">An image file (magic number 2051).</param>
    /// <exception cref="InvalidDataException">The file is damaged or no image file.</exception>
    public static Tensor ReadImages(string path)
    {
        var (sizes, pixels) = Read(path, ImageMagic);
        return tensor(pixels, [sizes[0], 1, sizes[1], sizes[2]]);
    }

    /// <summary>Reads class labels: int64. // [N]</summary>
    /// <param name="path">A label file (magic number 2049).</param>
    /// <param name="classCount">Number of classes: labels run from 0 to this number less one.</param>
    /// <exception cref="InvalidDataException">The file is damaged, no label file, or has a label beyond the classes.</exception>
    public static Tensor ReadLabels(string path, int classCount = 10)
    {
        var (_, labels) = Read(path, LabelMagic);
        var stray = labels.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(classCount - 1));
        if (stray >= 0)
            throw Content.Damaged(path, $"expected labels from 0 to {classCount - 1}, found {labels[stray]} " +
                $"as label number {stray} (counted from 0)");
        return tensor(Array.ConvertAll(labels, label => (long)label));
    }

    private static (int[] Sizes, byte[] Values) Read(string path, int magic)
    {
        try
        {
            using var content = new Content(path);
            var sizes = ReadHeader(content, magic);
            var values = new byte[sizes.Aggregate(1, (product, size) => product * size)];
            content.Fill(values);
            content.End();
            return (sizes, values);
        }
        catch (InvalidDataException damage)
        {
            throw Content.Damaged(path, damage.Message);
        }
    }

    /// <summary>The sizes in the header; believed, and memory taken for them, only if they fit the content's length.</summary>
    private static int[] ReadHeader(Content content, int magic)
    {
        var dimensions = magic & 0xff;
        var header = new byte[4 + 4 * dimensions];
        if (content.Length < header.Length)
            throw new InvalidDataException($"expected a header of {header.Length} bytes, found {content.Length} bytes in all");
        content.Fill(header);
        var found = Number(header, 0);
        if (found != magic)
            throw new InvalidDataException($"expected {Meaning(magic)}, found {Meaning(found)}");

        var sizes = Enumerable.Range(1, dimensions).Select(at => Number(header, at)).ToArray();
        var values = sizes.Aggregate((Int128)1, (product, size) => product * size);
        if (sizes.Any(size => size <= 0) || values > Array.MaxLength)
            throw new InvalidDataException("expected sizes above zero and at most 2 GB in its header, " +
                $"found {string.Join(" x ", sizes)}");
        if (values + header.Length != content.Length)
            throw new InvalidDataException($"expected {values + header.Length:N0} bytes, as its header speaks of " +
                $"{string.Join(" x ", sizes)} values, found {content.Length:N0}");
        return sizes;
    }

    private static int Number(byte[] header, int index) => BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 * index));

    private static string Meaning(int magic) => magic switch
    {
        ImageMagic => "an image file (magic number 2051)",
        LabelMagic => "a label file (magic number 2049)",
        _ => $"magic number {magic}",
    };
}
