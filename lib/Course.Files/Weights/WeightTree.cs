namespace Course.Files;

/// <summary>Turns the nested containers of a pickle into flat names: <c>{"a": {"b": [t]}}</c> holds <c>a.b.0</c>.</summary>
internal sealed class WeightTree(string path)
{
    // A few bytes of pickle can describe billions of items, by lists that hold one list ten times; both limits are far above real files.
    private const int Deepest = 32;
    private long budget = 50_000_000; // characters of all names

    public List<WeightEntry> Entries { get; } = [];

    public Dictionary<string, object?> Values { get; } = [];

    public WeightTree Add(object? tree)
    {
        Walk("", tree, 0);
        return this;
    }

    private void Walk(string name, object? value, int depth)
    {
        budget -= name.Length + 16;
        if (depth > Deepest || budget < 0) throw Refused("is nested without end or holds far too many values");
        switch (value)
        {
            case PickledTensor tensor:
                if (!names.Add(name)) throw Refused($"holds '{name}' twice");
                Entries.Add(new WeightEntry(name.Length > 0 ? name : "tensor", tensor.Storage, tensor.Offset, tensor.Shape, tensor.Strides));
                break;
            case PickleDict dictionary:
                foreach (var (key, item) in dictionary.Items) Walk(Join(name, key), item, depth + 1);
                break;
            case List<object?> list:
                for (var i = 0; i < list.Count; i++) Walk(Join(name, (long)i), list[i], depth + 1);
                break;
            case object?[] tuple:
                for (var i = 0; i < tuple.Length; i++) Walk(Join(name, (long)i), tuple[i], depth + 1);
                break;
            case null or string or bool or long or double:
                Values.TryAdd(name, value);
                break;
        }
    }

    private readonly HashSet<string> names = [];

    private string Join(string name, object key)
    {
        var text = key is string or long ? key.ToString()! : throw Refused($"has a dictionary key that is {PickleWorld.Kind(key)}, neither a string nor a number");
        if (text.Length > 1000) throw Refused("has a name of more than 1,000 characters");
        return name.Length == 0 ? text : $"{name}.{text}";
    }

    private InvalidDataException Refused(string what) => new($"{path}: it {what}. Not a state dict.");
}
