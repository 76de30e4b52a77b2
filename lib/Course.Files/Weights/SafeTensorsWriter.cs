using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Files;

/// <summary>Writes safetensors, one tensor at a time; the file appears under its name only once it is whole.</summary>
internal static class SafeTensorsWriter
{
    public static void Write(
        string path, IReadOnlyList<(string Key, Tensor Value)> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        // Wide elements first, so that each tensor's bytes are aligned, as the format's own library does.
        var ordered = tensors.OrderByDescending(t => t.Value.element_size()).ToList();
        var header = Header(ordered, metadata);
        var partial = $"{path}.{Environment.ProcessId}.partial";
        try
        {
            using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                Span<byte> length = stackalloc byte[8];
                BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
                file.Write(length);
                file.Write(header);
                foreach (var (_, value) in ordered) WriteBytes(file, value);
            }

            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static byte[] Header(List<(string Key, Tensor Value)> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var notes = new JsonObject { ["format"] = "pt" }; // Python's transformers insist on it
        foreach (var (key, value) in (metadata ?? new Dictionary<string, string>()).Where(pair => pair.Key != "format"))
            notes[key] = value;
        var header = new JsonObject { ["__metadata__"] = notes };
        var at = 0L;
        foreach (var (key, value) in tensors)
        {
            var type = SafeTensors.Types.FirstOrDefault(t => t.Type == value.dtype).Name
                ?? throw new ArgumentException(
                    $"'{key}' has type {value.dtype}, which safetensors does not have. Convert it first.");
            long[] offsets = [at, at += value.numel() * value.element_size()];
            if (!header.TryAdd(key, JsonSerializer.SerializeToNode(new { dtype = type, value.shape, data_offsets = offsets })))
                throw new ArgumentException(
                    $"The name '{key}' occurs twice: every tensor of a safetensors file has its own.");
        }
        var text = JsonSerializer.SerializeToUtf8Bytes(header);
        return [.. text, .. Enumerable.Repeat((byte)' ', -text.Length & 7)];
    }

    private static void WriteBytes(Stream file, Tensor value)
    {
        const int chunk = 1 << 20;
        using var scope = NewDisposeScope();
        var flat = value.detach().cpu().contiguous().view(-1);
        for (var at = 0L; at < flat.numel(); at += chunk)
        {
            using var part = flat.narrow(0, at, Math.Min(chunk, flat.numel() - at));
            file.Write(part.bytes);
        }
    }
}
