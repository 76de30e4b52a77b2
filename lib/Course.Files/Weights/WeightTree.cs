using System.Globalization;

namespace Course.Files;

/// <summary>Turns the nested containers of a pickle into flat names: <c>{"a": {"b": [t]}}</c> holds <c>a.b.0</c>.</summary>
internal sealed class WeightTree(string path)
{
    // A few bytes of pickle can describe billions of items, by lists that hold one list ten times; both limits are far above real
    // files.
    private const int Deepest = 32;
    private long budget = 50_000_000; // characters of all names

    public List<WeightEntry> Entries { get; } = [];

    public Dictionary<string, object?> Values { get; } = [];

    /// <summary>Names of what is neither, with what stands there.</summary>
    public List<string> LeftOut { get; } = [];

    public WeightTree Add(object? tree)
    {
        Walk("", "", tree, 0);
        return this;
    }

    private void Walk(string container, string name, object? value, int depth)
    {
        budget -= name.Length + 16;
        if (depth > Deepest || budget < 0)
            throw Refused("is nested without end or holds far too many values");
        switch (value)
        {
            case PickledTensor tensor:
                if (!names.Add(name))
                    throw Refused($"holds '{name}' twice");
                var called = name.Length > 0 ? name : "tensor";
                Entries.Add(new WeightEntry(called, tensor.Storage, tensor.Offset, tensor.Shape, tensor.Strides, container));
                break;
            case PickleRecord record:
                Walk(container, name, record.Values, depth + 1);
                break;
            case PickleDict dictionary:
                foreach (var (key, item) in dictionary)
                    if (key is string or long or bool or double)
                        Walk(name, Join(name, key), item, depth + 1);
                    else
                        LeftOut.Add($"{Join(name, PickleWorld.Kind(key))} (its key is no name)");
                break;
            case List<object?> or object?[]:
                foreach (var (i, item) in ((IEnumerable<object?>)value).Index())
                    Walk(name, Join(name, i), item, depth + 1);
                break;
            case null or string or bool or long or double:
                Values.TryAdd(name, value);
                break;
            default:
                LeftOut.Add($"{name} ({PickleWorld.Kind(value)})");
                break;
        }
    }

    private readonly HashSet<string> names = [];

    private string Join(string name, object key)
    {
        var text = Convert.ToString(key, CultureInfo.InvariantCulture)!;
        if (text.Length > 1000)
            throw Refused("has a name of more than 1,000 characters");
        return name.Length == 0 ? text : $"{name}.{text}";
    }

    private InvalidDataException Refused(string what) => new($"{path}: it {what}. Not a state dict.");
}
