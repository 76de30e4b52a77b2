using TorchSharp;
using static TorchSharp.torch;

namespace Course.Files;

/// <summary>
/// Reads CIFAR-10's binary version from its archive: for each picture a byte with its class, then 1,024 red, 1,024 green
/// and 1,024 blue ones.
/// </summary>
public static class CifarFiles
{
    private const int ClassCount = 10, Pixels = 3 * 32 * 32, Record = 1 + Pixels, MostRecords = 100_000; // a file has 10,000

    /// <summary>The pictures of one part.</summary>
    /// <param name="archive">The archive, <c>cifar-10-binary.tar.gz</c>.</param>
    /// <param name="train">The training part, else the test part.</param>
    /// <returns>uint8 and int64. // [N, 3, 32, 32], [N]</returns>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public static (Tensor Images, Tensor Labels) Read(string archive, bool train)
    {
        string[] names = train ? [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin")] : ["test_batch.bin"];
        using var scope = NewDisposeScope();
        var found = new SortedDictionary<string, Tensor>(StringComparer.Ordinal);
        TarGz.Read(archive, entry =>
        {
            if (names.FirstOrDefault(name => entry.Name == $"cifar-10-batches-bin/{name}") is { } name
                && entry.DataStream is { } data)
                found[name] = Records($"{archive}, {name}", data, entry.Length);
            return found.Count < names.Length;
        });
        if (names.FirstOrDefault(name => !found.ContainsKey(name)) is { } missing)
            throw Content.Damaged(archive, $"{missing} is missing in it");

        var records = cat([.. found.Values]);
        var (images, labels) = (records.narrow(1, 1, Pixels).reshape(-1, 3, 32, 32), records.select(1, 0).@long());
        return (images.MoveToOuterDisposeScope(), labels.MoveToOuterDisposeScope());
    }

    private static Tensor Records(string what, Stream stream, long length)
    {
        if (length == 0 || length % Record != 0 || length / Record > MostRecords)
            throw Content.Damaged(
                what, $"expected records of {Record:N0} bytes, at most {MostRecords:N0} of them, found {length:N0} bytes");
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        for (long i = 0; i < length; i += Record)
            if (bytes[i] >= ClassCount)
                throw Content.Damaged(what, $"expected labels from 0 to {ClassCount - 1}, found {bytes[i]} as label number " +
                    $"{i / Record} (counted from 0)");
        return tensor(bytes, [length / Record, Record]);
    }
}
