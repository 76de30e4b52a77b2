using static TorchSharp.torch;

namespace Course.Files;

/// <summary>
/// One tensor of a weight file: its name, type and shape, and where its numbers lie. Nothing of it is in memory yet.
/// </summary>
public sealed class WeightEntry
{
    internal WeightEntry(string name, WeightStorage storage, long offset, long[] shape, long[] strides, string container = "")
    {
        (Name, Storage, Offset, Shape, Strides, Container) = (name, storage, offset, shape, strides, container);
    }

    /// <summary>The key, such as <c>layer1.0.conv1.weight</c>.</summary>
    public string Name { get; }

    /// <summary>Type of the elements in the file.</summary>
    public ScalarType Type => Storage.Type;

    /// <summary>The shape; empty for a scalar.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (a, b) => a * b);

    internal WeightStorage Storage { get; }

    /// <summary>Elements of the storage before the first of this tensor.</summary>
    internal long Offset { get; }

    internal IReadOnlyList<long> Strides { get; }

    /// <summary>The full name of the dictionary that holds the tensor in the file; a state dict is one.</summary>
    internal string Container { get; }

    /// <summary>Name, type and shape on a line.</summary>
    public override string ToString() => $"{Name} {Type} [{string.Join(", ", Shape)}]";

    internal WeightEntry Named(string name) => new(name, Storage, Offset, [.. Shape], [.. Strides], Container);

    /// <summary>Whether the elements lie one after the other, in the shape's order.</summary>
    internal bool IsContiguous
    {
        get
        {
            if (Count == 0)
                return true;
            var expected = 1L;
            for (var d = Shape.Count - 1; d >= 0; expected *= Shape[d--])
                if (Shape[d] != 1 && Strides[d] != expected)
                    return false;
            return true;
        }
    }

    /// <summary>
    /// Checks that a view stays within its storage, whatever numbers a damaged file gives, and returns its absolute offset.
    /// </summary>
    internal static long CheckView(string path, WeightStorage storage, long start, long offset, long[] shape, long[] strides)
    {
        try
        {
            if (shape.Length != strides.Length || shape.Length > 64)
                throw Outside();
            if (offset < 0 || shape.Any(n => n < 0) || strides.Any(n => n < 0))
                throw Outside();
            checked
            {
                var count = shape.Aggregate(1L, (a, b) => a * b);
                var last = start + offset;
                if (count > 0)
                    last = shape.Zip(strides).Aggregate(last, (at, d) => at + (d.First - 1) * d.Second) + 1;
                if (last > storage.Count)
                    throw Outside();
                return start + offset;
            }
        }
        catch (OverflowException)
        {
            throw Outside();
        }

        InvalidDataException Outside() => new($"{path}: a tensor of shape [{string.Join(", ", shape)}], strides "
            + $"[{string.Join(", ", strides)}], offset {offset} does not fit its storage {storage.Key} of {storage.Count} "
            + "elements. The file is damaged.");
    }
}
