using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace Course.Files;

/// <summary>
/// The safetensors format: the header's length in eight bytes, a JSON header (name to type, shape and byte range), then the
/// bytes. Nothing in it can run, and the header alone says all sizes.
/// </summary>
/// <remarks>https://github.com/huggingface/safetensors, section "Format"; its limits are checked here: 100 MB of header, no
/// duplicate name, no overlap, no hole.</remarks>
internal static class SafeTensors
{
    private const long LongestHeader = 100_000_000;

    public static (List<WeightEntry> Entries, Dictionary<string, object?> Metadata) Read(FileStream file)
    {
        using var header = ReadHeader(file, out var start);
        var entries = new List<WeightEntry>();
        var metadata = new Dictionary<string, object?>();
        try
        {
            foreach (var item in header.RootElement.EnumerateObject())
                if (item.Name != "__metadata__")
                    entries.Add(Entry(file, item, start));
                else if (item.Value.ValueKind == JsonValueKind.Object)
                    foreach (var pair in item.Value.EnumerateObject()) metadata[pair.Name] = pair.Value.ToString();
        }
        catch (InvalidOperationException) // System.Text.Json's answer to half a surrogate pair
        {
            throw Damaged(file, "its header has a name that is no valid text");
        }

        var end = start;
        foreach (var region in entries.Select(entry => entry.Storage.Region).OrderBy(region => (region.Offset, region.Length)))
        {
            if (region.Offset != end)
                throw Damaged(file, region.Offset < end ? "two tensors overlap" : "bytes between two tensors belong to none");
            end += region.Length;
        }

        if (end != file.Length)
            throw Damaged(file, $"its tensors end at byte {end:N0}, the file at byte {file.Length:N0}");
        return (entries, metadata);
    }

    private static JsonDocument ReadHeader(FileStream file, out long start)
    {
        Span<byte> eight = stackalloc byte[8];
        file.Position = 0;
        if (file.ReadAtLeast(eight, 8, throwOnEndOfStream: false) < 8)
            throw Damaged(file, "it ends early");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(eight);
        if (length > LongestHeader || (long)length > file.Length - 8)
            throw Damaged(file,
                $"its header claims {length:N0} bytes; the file has {file.Length:N0} and a header at most {LongestHeader:N0}");
        var bytes = new byte[length];
        file.ReadExactly(bytes);
        start = 8 + (long)length;
        try
        {
            var header = JsonDocument.Parse(bytes, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 });
            if (header.RootElement.ValueKind == JsonValueKind.Object)
                return header;
            header.Dispose();
            throw Damaged(file, "its header is no JSON object");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter for half a surrogate pair
        {
            throw Damaged(file, "its header is no valid JSON text: " + e.Message.TrimEnd('.'));
        }
    }

    private static WeightEntry Entry(FileStream file, JsonProperty item, long start)
    {
        if (item.Value.ValueKind != JsonValueKind.Object || !item.Value.TryGetProperty("dtype", out var dtype)
            || Numbers(item.Value, "shape") is not { Length: <= 64 } shape
                || Numbers(item.Value, "data_offsets") is not [var from, var to])
            throw Damaged(file, $"'{item.Name}' lacks its dtype, shape or data_offsets, or they are no whole numbers from 0 on");
        var type = Types.FirstOrDefault(t => dtype.ValueKind == JsonValueKind.String && t.Name == dtype.GetString());
        if (type.Name is null)
            throw new InvalidDataException(
                $"{file.Name}: '{item.Name}' has type {dtype}, which TorchSharp does not have. Types it has: "
                + string.Join(", ", Types.Select(t => t.Name)) + ".");
        if (to < from || to > file.Length - start)
            throw Damaged(file, $"'{item.Name}' lies at bytes {from} to {to} of {file.Length - start}");

        var count = 1L;
        foreach (var n in shape)
            if (n > 0 && count > long.MaxValue / 16 / n)
                throw Damaged(file, $"'{item.Name}' is impossibly large");
            else count *= n;
        var storage = new WeightStorage(file.Name, item.Name, type.Type, count);
        if (storage.Bytes != to - from)
            throw Damaged(file,
                $"'{item.Name}' of {storage.Bytes} bytes ({dtype}, [{string.Join(", ", shape)}]) has {to - from} bytes of data");
        storage.Region = new FileRegion(start + from, to - from);
        return new WeightEntry(item.Name, storage, 0, shape, WeightEntry.Contiguous(shape));
    }

    private static long[]? Numbers(JsonElement item, string name)
    {
        if (!item.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array)
            return null;
        var numbers = new List<long>();
        foreach (var n in list.EnumerateArray())
            if (n.ValueKind == JsonValueKind.Number && n.TryGetInt64(out var value) && value >= 0)
                numbers.Add(value);
            else return null;
        return [.. numbers];
    }

    private static InvalidDataException Damaged(FileStream file, string what) =>
        new($"{file.Name}: {what}. Not a whole safetensors file: get it again.");

    internal static readonly (string Name, ScalarType Type)[] Types =
    [
        ("F64", ScalarType.Float64), ("F32", ScalarType.Float32), ("F16", ScalarType.Float16), ("BF16", ScalarType.BFloat16),
        ("I64", ScalarType.Int64), ("I32", ScalarType.Int32), ("I16", ScalarType.Int16), ("I8", ScalarType.Int8),
        ("U8", ScalarType.Byte),
        ("BOOL", ScalarType.Bool), ("C64", ScalarType.ComplexFloat32),
    ];
}
