using System.Buffers.Binary;
using System.Text.Json;
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
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            json.WriteString("format", "pt"); // Python's transformers insist on it
            foreach (var (key, value) in (metadata ?? new Dictionary<string, string>()).Where(pair => pair.Key != "format"))
                json.WriteString(key, value);
            json.WriteEndObject();
            var at = 0L;
            var names = new HashSet<string> { "__metadata__" };
            foreach (var (key, value) in tensors)
            {
                if (!names.Add(key))
                    throw new ArgumentException(
                        $"The name '{key}' occurs twice: every tensor of a safetensors file has its own.");
                var type = SafeTensors.Types.FirstOrDefault(t => t.Type == value.dtype).Name
                    ?? throw new ArgumentException(
                        $"'{key}' has type {value.dtype}, which safetensors does not have. Convert it first.");
                json.WriteStartObject(key);
                json.WriteString("dtype", type);
                WriteNumbers(json, "shape", value.shape);
                WriteNumbers(json, "data_offsets", [at, at += value.numel() * value.element_size()]);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        while (buffer.Length % 8 != 0) buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, long[] numbers)
    {
        json.WriteStartArray(name);
        foreach (var n in numbers) json.WriteNumberValue(n);
        json.WriteEndArray();
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
