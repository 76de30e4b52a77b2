using TorchSharp;
using static TorchSharp.torch;

namespace Course.Files;

/// <summary>A run of elements of one type in a weight file, which tensors are views on.</summary>
internal sealed class WeightStorage(string path, string key, ScalarType type, long count)
{
    private const int Chunk = 1 << 20; // elements read at a time

    public string Key => key;

    public ScalarType Type => type;

    public long Count { get; } = count is >= 0 and <= long.MaxValue / 16 ? count
        : throw new InvalidDataException($"{path}: storage {key} claims {count} elements. The file is damaged.");

    public long Bytes => Count * Type.ElementSize();

    /// <summary>Where the bytes lie in the file; the readers of the formats set it.</summary>
    public FileRegion Region { get; set; } = new(0, 0);

    /// <summary>The whole storage as a new one-dimensional tensor on the CPU.</summary>
    public Tensor Read(FileStream file)
    {
        var values = empty(Count, dtype: Type);
        ReadInto(file, 0, values);
        return values;
    }

    /// <summary>Reads the part that starts at an element straight into a contiguous tensor of any type and device.</summary>
    public void ReadInto(FileStream file, long start, Tensor target)
    {
        using var scope = NewDisposeScope();
        var flat = target.detach().view(-1);
        Region.Read(file, bytes =>
        {
            for (var at = 0L; at < flat.numel(); at += Chunk)
            {
                using var part = NewDisposeScope();
                var to = flat.narrow(0, at, Math.Min(Chunk, flat.numel() - at));
                var isSame = to.dtype == Type && to.device_type == DeviceType.CPU && Type != ScalarType.Bool;
                var values = isSame ? to : empty(to.numel(), dtype: Type == ScalarType.Bool ? ScalarType.Byte : Type);
                bytes.ReadExactly(values.bytes);
                if (!isSame)
                    to.copy_(Type == ScalarType.Bool ? values.ne(0) : values); // any other byte than 0 and 1 would be no bool
            }
        }, start * Type.ElementSize());
    }
}
