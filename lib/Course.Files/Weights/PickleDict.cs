namespace Course.Files;

/// <summary>A Python dictionary from a pickle: keys in the order in which they came.</summary>
internal sealed class PickleDict : OrderedDictionary<object, object?>;

/// <summary>A Python object that is nothing but named values, such as <c>argparse.Namespace</c>: BUILD sets them.</summary>
internal sealed class PickleRecord
{
    public PickleDict Values { get; } = [];
}

/// <summary>A Python class or function that a pickle names and <see cref="PickleWorld"/> knows.</summary>
internal sealed record PickleGlobal(string Name);

/// <summary>A tensor as a pickle describes it: a view on a storage.</summary>
internal sealed record PickledTensor(WeightStorage Storage, long Offset, long[] Shape, long[] Strides);

/// <summary>A storage as a tensor refers to it; the legacy form may start within a larger one.</summary>
internal sealed record PickledStorage(WeightStorage Storage, long Offset);
