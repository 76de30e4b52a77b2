using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Course.Vision.Tests;

/// <summary>Writes the two forms of .pth as torch.save does, and pickles that it never would.</summary>
internal static class TorchFile
{
    /// <summary>The zip form around a pickle and its storages.</summary>
    public static byte[] Zip(byte[] pickle, params byte[][] storages) => Archive(
        [("net/data.pkl", pickle), ("net/byteorder", "little"u8.ToArray()), ("net/version", "3\n"u8.ToArray()),
            .. storages.Select((bytes, i) => ($"net/data/{i}", bytes))]);

    public static byte[] Archive(IEnumerable<(string Name, byte[] Content)> entries, CompressionLevel level = CompressionLevel.NoCompression)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
                using (var entry = zip.CreateEntry(name, level).Open()) entry.Write(content);
        return buffer.ToArray();
    }

    /// <summary>The legacy form around a pickle and its storages of float32.</summary>
    public static byte[] Legacy(byte[] pickle, params byte[][] storages)
    {
        using var file = new MemoryStream();
        file.Write(Pickle(p => p.Raw(0x8a, 10).Raw(0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19)));
        file.Write(Pickle(p => p.Int(1001)));
        file.Write(Pickle(p => p.Raw('}').Text("little_endian").Raw(0x88).Raw('s')));
        file.Write(pickle);
        file.Write(Pickle(p =>
        {
            p.Raw(']');
            for (var i = 0; i < storages.Length; i++) p.Text($"{i}").Raw('a');
        }));
        foreach (var storage in storages)
        {
            var count = new byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(count, storage.Length / 4);
            file.Write(count);
            file.Write(storage);
        }

        return file.ToArray();
    }

    public static byte[] Pickle(Action<Builder> write)
    {
        var builder = new Builder();
        builder.Raw(0x80, 2);
        write(builder);
        builder.Raw('.');
        return builder.Bytes;
    }

    /// <summary>A dictionary of float32 tensors, each on its own storage.</summary>
    public static byte[] StateDict(params (string Name, long[] Shape)[] tensors) => Pickle(p =>
    {
        p.Global("collections", "OrderedDict").Raw(')', 'R');
        for (var i = 0; i < tensors.Length; i++) p.Text(tensors[i].Name).Tensor(i, tensors[i].Shape).Raw('s');
    });

    internal sealed class Builder
    {
        private readonly List<byte> buffer = [];

        public byte[] Bytes => [.. buffer];

        public Builder Raw(params int[] bytes)
        {
            foreach (var b in bytes) buffer.Add((byte)b);
            return this;
        }

        public Builder Line(string text)
        {
            buffer.AddRange(Encoding.UTF8.GetBytes(text + "\n"));
            return this;
        }

        public Builder Text(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            Raw('X').Raw(bytes.Length & 255, (bytes.Length >> 8) & 255, bytes.Length >> 16, 0);
            buffer.AddRange(bytes);
            return this;
        }

        public Builder Int(long value)
        {
            Raw(0x8a, 8);
            var bytes = new byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
            buffer.AddRange(bytes);
            return this;
        }

        public Builder Ints(IEnumerable<long> values)
        {
            Raw('(');
            foreach (var value in values) Int(value);
            return Raw('t');
        }

        public Builder Global(string module, string name) => Raw('c').Line(module).Line(name);

        public Builder Tensor(int storage, long[] shape, long[]? strides = null, long offset = 0, long? count = null, Action<Builder>? marks = null)
        {
            var own = new long[shape.Length];
            var size = 1L;
            for (var d = shape.Length - 1; d >= 0; size *= shape[d--]) own[d] = size;
            return Global("torch._utils", "_rebuild_tensor_v2").Raw('(')
                .Raw('(').Text("storage").Global("torch", "FloatStorage").Text($"{storage}").Text("cpu").Int(count ?? size).Raw('t', 'Q')
                .Int(offset).Ints(shape).Ints(strides ?? own).Raw(0x89).Global("collections", "OrderedDict").Raw(')', 'R')
                .Then(marks).Raw('t', 'R');
        }

        public Builder Dict(Action<Builder> items) => Raw('}').Then(items);

        /// <summary>A float of Python: eight bytes, the most significant first.</summary>
        public Builder Big(double number) => Raw([.. BitConverter.GetBytes(number).Reverse().Select(b => (int)b)]);

        private Builder Then(Action<Builder>? write)
        {
            write?.Invoke(this);
            return this;
        }
    }
}
