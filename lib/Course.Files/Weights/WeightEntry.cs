using System.Numerics;
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
    internal bool IsContiguous => Count == 0
        || Shape.Zip(Strides, Contiguous(Shape)).All(side => side.First == 1 || side.Second == side.Third);

    /// <summary>The strides of elements that lie one after the other.</summary>
    internal static long[] Contiguous(IReadOnlyList<long> shape)
    {
        var strides = new long[shape.Count];
        var next = 1L;
        for (var d = shape.Count - 1; d >= 0; next *= Math.Max(1, shape[d--]))
            strides[d] = next;
        return strides;
    }

    /// <summary>
    /// Checks that a view stays within its storage, whatever numbers a damaged file gives, and returns its absolute offset.
    /// </summary>
    internal static long CheckView(string path, WeightStorage storage, long start, long offset, long[] shape, long[] strides)
    {
        if (shape.Length == strides.Length && shape.Length <= 64 && offset >= 0 && shape.Concat(strides).All(n => n >= 0)
            && shape.Aggregate(BigInteger.One, (most, side) => most > long.MaxValue ? most : most * side) is var count
            && count <= long.MaxValue)
        {
            var first = (BigInteger)start + offset;
            var last = shape.Zip(strides).Aggregate(first, (at, side) => at + (side.First - 1) * (BigInteger)side.Second);
            if ((count > 0 ? last + 1 : first) <= storage.Count)
                return start + offset;
        }
        throw new InvalidDataException($"{path}: a tensor of shape [{string.Join(", ", shape)}], strides "
            + $"[{string.Join(", ", strides)}], offset {offset} does not fit its storage {storage.Key} of {storage.Count} "
            + "elements. The file is damaged.");
    }
}
