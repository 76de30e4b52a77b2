using System.Formats.Tar;
using System.IO.Compression;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Files;

/// <summary>
/// Reads CIFAR-10's binary version: for each picture a byte with its class, then 1,024 red, 1,024 green and 1,024 blue ones.
/// </summary>
public static class CifarFiles
{
    /// <summary>The folder in the archive.</summary>
    public const string Unpacked = "cifar-10-batches-bin";

    private const int ClassCount = 10, Pixels = 3 * 32 * 32, Record = 1 + Pixels, MostRecords = 100_000; // a file has 10,000

    /// <summary>The pictures of one unpacked file.</summary>
    /// <returns>uint8 and int64. // [N, 3, 32, 32], [N]</returns>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static (Tensor Images, Tensor Labels) FromFile(string path)
    {
        using var file = File.OpenRead(path); // an absent one says so itself
        return Parse(path, file, file.Length);
    }

    /// <summary>The pictures of some of the archive's files, in the order of their names.</summary>
    /// <returns>uint8 and int64. // [N, 3, 32, 32], [N]</returns>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public static List<(Tensor Images, Tensor Labels)> FromArchive(string archive, string[] names)
    {
        var found = new Dictionary<string, (Tensor, Tensor)>();
        try
        {
            using var tar = new TarReader(new GZipStream(File.OpenRead(archive), CompressionMode.Decompress));
            while (found.Count < names.Length && tar.GetNextEntry() is { } entry)
                if (names.FirstOrDefault(name => entry.Name == $"{Unpacked}/{name}") is { } name && entry.DataStream is { } data)
                    found[name] = Parse($"{archive}, {name}", data, entry.Length);
        }
        catch (Exception fault) when (fault is EndOfStreamException or FormatException || fault is InvalidDataException && !fault.Message.Contains(archive))
        {
            throw Content.Damaged(archive, $"its gzip or tar data is damaged ({fault.Message.TrimEnd('.')})");
        }

        return [.. names.Select(name => found.TryGetValue(name, out var part) ? part : throw Content.Damaged(archive, $"{name} is missing in it"))];
    }

    private static (Tensor Images, Tensor Labels) Parse(string what, Stream stream, long length)
    {
        if (length == 0 || length % Record != 0 || length / Record > MostRecords)
            throw Content.Damaged(what, $"expected records of {Record:N0} bytes, at most {MostRecords:N0} of them, found {length:N0} bytes");
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        using var scope = NewDisposeScope();
        var records = tensor(bytes, [length / Record, Record]);
        var labels = records.select(1, 0).@long();
        if (labels.max().ToInt64() is var highest && highest >= ClassCount)
            throw Content.Damaged(what, $"expected labels from 0 to {ClassCount - 1}, found {highest} as label number {labels.argmax().ToInt64()} (counted from 0)");
        return (records.narrow(1, 1, Pixels).reshape(-1, 3, 32, 32).MoveToOuterDisposeScope(), labels.MoveToOuterDisposeScope());
    }
}
