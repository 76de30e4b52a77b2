using static TorchSharp.torch;

namespace Course.Files;

/// <summary>
/// All that a weight file's pickle may name: the containers and the handful of functions with which <c>torch.save</c> writes tensors. Each is
/// rebuilt here as plain data. Nothing is looked up by reflection, so a name that is not in this file can do nothing.
/// </summary>
internal sealed class PickleWorld(string path)
{
    /// <summary>The storages that tensors referred to, by key, in order of first use.</summary>
    public OrderedDictionary<string, WeightStorage> Storages { get; } = [];

    public PickleGlobal Global(string module, string name)
    {
        var full = $"{module}.{name}";
        if (Callable.Contains(full) || Named.Contains(full) || StorageType(full) is not null) return new PickleGlobal(full);
        throw Refusal($"the Python object '{full}'");
    }

    public object? Call(PickleGlobal function, object?[] arguments) => (function.Name, arguments) switch
    {
        ("collections.OrderedDict", []) => new PickleDict(),
        ("collections.OrderedDict", [List<object?> pairs]) => Ordered(pairs),
        ("torch.Size", [object?[] sizes]) => sizes,
        ("torch.device", [string device, ..]) => device,
        ("_codecs.encode", [string text, "latin1"]) => System.Text.Encoding.Latin1.GetBytes(text),
        ("torch._utils._rebuild_tensor" or "torch._utils._rebuild_tensor_v2",
            [PickledStorage storage, long offset, object?[] shape, object?[] strides, ..]) => View(storage, offset, shape, strides),
        ("torch._utils._rebuild_parameter" or "torch._utils._rebuild_parameter_with_state", [PickledTensor tensor, ..]) => tensor,
        ("torch._tensor._rebuild_from_type_v2", [PickleGlobal inner, PickleGlobal, object?[] innerArguments, ..]) => Call(inner, innerArguments),
        _ when Callable.Contains(function.Name) => throw Damaged($"{function.Name} was given ({string.Join(", ", arguments.Select(Kind))})"),
        _ => throw Refusal($"a call of '{function.Name}'"),
    };

    /// <summary>A persistent id: ("storage", type, key, device, element count[, view]).</summary>
    public PickledStorage Storage(object?[] id)
    {
        if (id is not ["storage", PickleGlobal type, string key, string, long count, ..]) throw Refusal($"a persistent id of {id.Length} parts that is no storage");
        var scalarType = StorageType(type.Name) ?? throw Refusal($"the Python object '{type.Name}' as a storage");
        if (!Storages.TryGetValue(key, out var storage)) Storages.Add(key, storage = WeightStorage.Of(path, key, scalarType, count));
        if (storage.Type != scalarType || storage.Count != count) throw Damaged($"storage {key} is described in two ways");
        return id is [.., object?[] view] && id.Length == 6 ? ViewOf(storage, view) : new PickledStorage(storage, 0);
    }

    public InvalidDataException Damaged(string what) => new($"{path}: {what}. Get the file again; it may be incomplete.");

    public InvalidDataException Refusal(string what) => new(
        $"{path}: refused {what}: a weight file may hold tensors, numbers, strings and plain containers, nothing else. Nothing of it was "
        + "executed. A whole pickled model does this too: save model.state_dict() in Python instead of the model.");

    public static string Kind(object? value) => value switch
    {
        null => "None",
        PickleGlobal global => global.Name,
        object?[] tuple => $"a tuple of {tuple.Length}",
        _ => value.GetType().Name,
    };

    private PickledTensor View(PickledStorage part, long offset, object?[] shape, object?[] strides)
    {
        if (!shape.All(n => n is long) || !strides.All(n => n is long)) throw Damaged("a tensor's shape is not made of whole numbers");
        var tensor = new PickledTensor(part.Storage, 0, [.. shape.Cast<long>()], [.. strides.Cast<long>()]);
        return tensor with { Offset = WeightEntry.CheckView(path, part.Storage, part.Offset, offset, tensor.Shape, tensor.Strides) };
    }

    /// <summary>Legacy only: a part of another storage, as (key, offset, count).</summary>
    private PickledStorage ViewOf(WeightStorage storage, object?[] view) => view is [string, long offset, long count]
        && offset >= 0 && count >= 0 && offset <= storage.Count && count <= storage.Count - offset
            ? new PickledStorage(storage, offset)
            : throw Damaged($"a view on storage {storage.Key} lies outside it");

    private PickleDict Ordered(List<object?> pairs)
    {
        var dictionary = new PickleDict();
        foreach (var pair in pairs)
            dictionary.Set(pair switch
            {
                List<object?> { Count: 2 } list => list[0] ?? "None",
                object?[] { Length: 2 } tuple => tuple[0] ?? "None",
                _ => throw Damaged("an OrderedDict is not made of pairs"),
            }, pair is List<object?> l ? l[1] : ((object?[])pair)[1]);
        return dictionary;
    }

    private static ScalarType? StorageType(string name) => name switch
    {
        "torch.FloatStorage" or "torch.cuda.FloatStorage" => ScalarType.Float32,
        "torch.DoubleStorage" or "torch.cuda.DoubleStorage" => ScalarType.Float64,
        "torch.HalfStorage" or "torch.cuda.HalfStorage" => ScalarType.Float16,
        "torch.BFloat16Storage" or "torch.cuda.BFloat16Storage" => ScalarType.BFloat16,
        "torch.LongStorage" or "torch.cuda.LongStorage" => ScalarType.Int64,
        "torch.IntStorage" or "torch.cuda.IntStorage" => ScalarType.Int32,
        "torch.ShortStorage" or "torch.cuda.ShortStorage" => ScalarType.Int16,
        "torch.CharStorage" or "torch.cuda.CharStorage" => ScalarType.Int8,
        "torch.ByteStorage" or "torch.cuda.ByteStorage" => ScalarType.Byte,
        "torch.BoolStorage" or "torch.cuda.BoolStorage" => ScalarType.Bool,
        "torch.ComplexFloatStorage" => ScalarType.ComplexFloat32,
        "torch.ComplexDoubleStorage" => ScalarType.ComplexFloat64,
        _ => null,
    };

    private static readonly HashSet<string> Callable =
    [
        "collections.OrderedDict", "torch.Size", "torch.device", "_codecs.encode",
        "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_parameter",
        "torch._utils._rebuild_parameter_with_state", "torch._tensor._rebuild_from_type_v2",
    ];

    /// <summary>Names that may stand in a file as values but can't be called.</summary>
    private static readonly HashSet<string> Named =
    [
        "torch.Tensor", "torch.nn.parameter.Parameter", "torch.float32", "torch.float64", "torch.float16", "torch.bfloat16",
        "torch.int64", "torch.int32", "torch.int16", "torch.int8", "torch.uint8", "torch.bool", "torch.complex64", "torch.complex128",
    ];
}
