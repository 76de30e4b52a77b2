using System.Numerics;
using static TorchSharp.torch;

namespace Course.Files;

/// <summary>
/// All that a weight file's pickle may name: the containers and the handful of functions with which <c>torch.save</c> writes
/// tensors. Each is rebuilt here as plain data. Nothing is looked up by reflection, so a name that is not in this file can do
/// nothing.
/// </summary>
internal sealed class PickleWorld(string path)
{
    /// <summary>The storages that tensors referred to, by key, in order of first use.</summary>
    public OrderedDictionary<string, WeightStorage> Storages { get; } = [];

    public PickleGlobal Global(string module, string name)
    {
        var full = $"{module}.{name}";
        // One name for all: Python 2 and protocol 2 have another for builtins, older versions of NumPy one for _core.
        var known = module is "__builtin__" ? $"builtins.{name}" : module is "numpy.core.multiarray"
            ? $"numpy._core.multiarray.{name}" : module is "torch.cuda" && StorageType($"torch.{name}") is not null
            ? $"torch.{name}" : full;
        if (Callable.Contains(known) || Named.Contains(known) || StorageType(known) is not null)
            return new PickleGlobal(known);
        throw Refusal($"the Python object '{full}'");
    }

    public object? Call(PickleGlobal function, object?[] arguments) => (function.Name, arguments) switch
    {
        ("collections.OrderedDict", []) => new PickleDict(),
        ("collections.OrderedDict", [List<object?> pairs]) => Ordered(pairs),
        ("torch.Size", [object?[] sizes]) => sizes,
        ("torch.device", [string device, ..]) => device,
        ("torch.serialization._get_layout", [string layout]) => layout,
        ("_codecs.encode", [string text, "latin1"]) => System.Text.Encoding.Latin1.GetBytes(text),
        ("collections.Counter", [PickleDict counts]) => counts,
        ("collections.defaultdict", [] or [PickleGlobal or null]) or ("collections.Counter", []) => new PickleDict(),
        ("builtins.set" or "builtins.frozenset", [List<object?> items]) => items,
        ("builtins.set" or "builtins.frozenset", []) => new List<object?>(),
        ("builtins.bytearray", [string text, "latin-1"]) => System.Text.Encoding.Latin1.GetBytes(text),
        ("builtins.bytearray", [byte[] bytes]) => bytes,
        ("builtins.bytearray" or "builtins.bytes", []) => Array.Empty<byte>(),
        ("builtins.complex", [double real, double imaginary]) => new Complex(real, imaginary),
        ("numpy.dtype", [string code, ..]) => new NumpyType(code),
        ("numpy._core.multiarray.scalar", [NumpyType type, byte[] bytes]) when type.Number(bytes) is { } number => number,
        ("types.SimpleNamespace", []) => new PickleRecord(),
        ("torch._utils._rebuild_tensor" or "torch._utils._rebuild_tensor_v2",
            [PickledStorage storage, long offset, object?[] shape, object?[] strides, .. var rest])
            when IsPlain(rest) => View(storage, offset, shape, strides),
        ("torch._utils._rebuild_parameter" or "torch._utils._rebuild_parameter_with_state", [PickledTensor tensor, ..]) => tensor,
        ("torch._tensor._rebuild_from_type_v2", [PickleGlobal inner, PickleGlobal, object?[] innerArguments, ..]) =>
            Call(inner, innerArguments),
        _ when Callable.Contains(function.Name) =>
            throw Damaged($"{function.Name} was given ({string.Join(", ", arguments.Select(Kind))})"),
        _ => throw Refusal($"a call of '{function.Name}'"),
    };

    /// <summary>A new object without the call of its class: only where it holds nothing but named values.</summary>
    public PickleRecord New(PickleGlobal type, object?[] arguments) =>
        (type.Name, arguments) is ("argparse.Namespace" or "types.SimpleNamespace", [])
        ? new PickleRecord()
        : throw Refusal($"the pickle opcode NEWOBJ of '{type.Name}'");

    /// <summary>A persistent id: ("storage", type, key, device, element count[, view]).</summary>
    public PickledStorage Storage(object?[] id)
    {
        if (id is not ["storage", PickleGlobal type, string key, string, long count, ..])
            throw Refusal($"a persistent id of {id.Length} parts that is no storage");
        var scalarType = StorageType(type.Name) ?? throw Refusal($"the Python object '{type.Name}' as a storage");
        if (!Storages.TryGetValue(key, out var storage))
            Storages.Add(key, storage = new WeightStorage(path, key, scalarType, count));
        if (storage.Type != scalarType || storage.Count != count)
            throw Damaged($"storage {key} is described in two ways");
        return id is [.., object?[] view] && id.Length == 6 ? ViewOf(storage, view) : new PickledStorage(storage, 0);
    }

    public InvalidDataException Damaged(string what) => new($"{path}: {what}. Get the file again; it may be incomplete.");

    public InvalidDataException Refusal(string what) => new(
        $"{path}: refused {what}: a weight file may hold tensors, numbers, strings and plain containers, nothing else. Nothing "
            + "of it was "
        + "executed. A whole pickled model does this too: save model.state_dict() in Python instead of the model.");

    public static string Kind(object? value) => value switch
    {
        null => "None",
        PickleGlobal global => global.Name,
        object?[] tuple => $"a tuple of {tuple.Length}",
        List<object?> list => $"a list of {list.Count}",
        byte[] bytes => $"{bytes.Length:N0} bytes",
        DBNull => "None",
        _ => value.GetType().Name,
    };

    /// <summary>The last argument may say that the numbers want another sign (torch.conj): refused, not misread.</summary>
    private bool IsPlain(object?[] rest)
    {
        if (rest is not [_, _, PickleDict metadata, ..] || metadata.All(mark => mark.Value is false))
            return true;
        var marks = string.Join(", ", metadata.Select(mark => mark.Key));
        throw new InvalidDataException(
            $"{path}: expected tensors whose numbers are stored as they are, found one to be read with " +
            $"the marks {marks}. In Python, save tensor.resolve_conj().resolve_neg() in its place.");
    }

    private PickledTensor View(PickledStorage part, long offset, object?[] shape, object?[] strides)
    {
        if (!shape.All(n => n is long) || !strides.All(n => n is long))
            throw Damaged("a tensor's shape is not made of whole numbers");
        long[] sizes = [.. shape.Cast<long>()], steps = [.. strides.Cast<long>()];
        return new(part.Storage, WeightEntry.CheckView(path, part.Storage, part.Offset, offset, sizes, steps), sizes, steps);
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
            if (pair is IReadOnlyList<object?> { Count: 2 } both)
                dictionary[both[0] ?? "None"] = both[1];
            else
                throw Damaged("an OrderedDict is not made of pairs");
        return dictionary;
    }

    private static ScalarType? StorageType(string name) => name switch
    {
        "torch.FloatStorage" => ScalarType.Float32,
        "torch.DoubleStorage" => ScalarType.Float64,
        "torch.HalfStorage" => ScalarType.Float16,
        "torch.BFloat16Storage" => ScalarType.BFloat16,
        "torch.LongStorage" => ScalarType.Int64,
        "torch.IntStorage" => ScalarType.Int32,
        "torch.ShortStorage" => ScalarType.Int16,
        "torch.CharStorage" => ScalarType.Int8,
        "torch.ByteStorage" => ScalarType.Byte,
        "torch.BoolStorage" => ScalarType.Bool,
        "torch.ComplexFloatStorage" => ScalarType.ComplexFloat32,
        "torch.ComplexDoubleStorage" => ScalarType.ComplexFloat64,
        _ => null,
    };

    /// <summary>What PyTorch's own safe loader (torch/_weights_only_unpickler.py) calls, and no more.</summary>
    private static readonly HashSet<string> Callable =
    [
        "collections.OrderedDict", "torch.Size", "torch.device", "torch.serialization._get_layout", "_codecs.encode",
        "collections.Counter", "collections.defaultdict", "builtins.set", "builtins.frozenset", "builtins.bytearray",
        "builtins.bytes", "builtins.complex", "types.SimpleNamespace", "numpy.dtype", "numpy._core.multiarray.scalar",
        "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_parameter",
        "torch._utils._rebuild_parameter_with_state", "torch._tensor._rebuild_from_type_v2",
    ];

    /// <summary>Names that may stand in a file as values but can't be called.</summary>
    private static readonly HashSet<string> Named =
    [
        "torch.Tensor", "torch.nn.parameter.Parameter", "torch.float32", "torch.float64", "torch.float16", "torch.bfloat16",
        "torch.int64", "torch.int32", "torch.int16", "torch.int8", "torch.uint8", "torch.bool", "torch.complex64",
        "torch.complex128",
        "argparse.Namespace", "builtins.list", "builtins.dict", "builtins.int", "builtins.float", "builtins.str", "builtins.bool",
        "builtins.tuple", // defaultdict's
    ];
}
