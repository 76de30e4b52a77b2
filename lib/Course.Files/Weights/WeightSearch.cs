using static TorchSharp.torch.nn;

namespace Course.Files;

/// <summary>Finds the tensors of a network in a checkpoint, whatever is wrapped around them, by their names and shapes.</summary>
internal static class WeightSearch
{
    // Names of wrappers, which may stand anywhere in a name: DataParallel's, the compiler's, those of sharding.
    private static readonly string[] tools = ["module", "_orig_mod", "_fsdp_wrapped_module", "_checkpoint_wrapped_module"];

    // Where several parts of a file fit, as weights and their running mean do, those under such names are the weights.
    private static readonly string[] usual = ["state_dict", "model_state_dict", "model", "net", "network", "weights", "params"];

    /// <summary>The part, what stood before its names in the file, and the tensors beside it.</summary>
    public static (string Wrapper, List<WeightEntry> Part, List<WeightEntry> Beside) In(Weights file, Module network)
    {
        var wanted = StateDict.Of(network).ToDictionary(entry => entry.Key, entry => entry.Value.shape);
        var needed = wanted.Keys.Where(key => !WeightMatch.MayLack(key)).ToList();
        var entries = WithoutTools(file.Entries, wanted.Keys);
        var deepest = wanted.Keys.Select(name => name.Count(c => c == '.')).DefaultIfEmpty().Max();
        var parts = (from entry in entries
                     from prefix in Prefixes(entry.Plain, deepest)
                     where wanted.ContainsKey(entry.Plain[prefix.Length..])
                     group entry by prefix).ToList();
        var fitting = parts.Where(part => Fits(part.Key, [.. part])).ToList();
        var main = fitting.Where(part => part.Key.Split('.').SkipLast(1).All(usual.Contains)).ToList();
        if (main.Count == 1)
            fitting = main;
        if (fitting.Count > 1)
            throw new InvalidDataException(
                $"{file.Path}: expected one part that fits {network.GetName()}, found {fitting.Count}: " +
                string.Join(", ", fitting.Take(10).Select(part => $"\"{part.Key}\"")) +
                $". Choose one: WeightFile.Load(path).Part(\"{fitting[0].Key}\").Into(network).");
        var best = fitting.FirstOrDefault() ?? parts.MaxBy(part => part.Count());
        if (best is null)
            return ("", [.. file.Entries], []);

        // Strangers in the state dict itself are differences; other dictionaries of the file are none of the network's business.
        var homes = best.Select(entry => entry.File.Container).ToHashSet();
        var own = entries.ToLookup(entry => homes.Contains(entry.File.Container));
        var (plain, first) = best.First();
        var wrapper = first.Name.EndsWith(plain[best.Key.Length..], StringComparison.Ordinal)
            ? first.Name[..^(plain.Length - best.Key.Length)]
            : best.Key;
        return (wrapper, [.. own[true].Select(Own)], [.. own[false].Select(entry => entry.File)]);

        WeightEntry Own((string Plain, WeightEntry File) entry) => entry.File.Named(
            entry.Plain.StartsWith(best.Key, StringComparison.Ordinal) ? entry.Plain[best.Key.Length..] : entry.Plain);

        bool Fits(string prefix, List<(string Plain, WeightEntry File)> part) =>
            needed.Count <= part.Count && !needed.Except(part.Select(entry => entry.Plain[prefix.Length..])).Any()
            && part.All(entry => wanted[entry.Plain[prefix.Length..]].SequenceEqual(entry.File.Shape))
            && part.Select(entry => entry.File.Container).ToHashSet() is var home
            && entries.Count(entry => home.Contains(entry.File.Container)) == part.Count;
    }

    /// <summary>Each tensor, its name without the tools', unless the network has such layers or two become one.</summary>
    private static List<(string Plain, WeightEntry File)> WithoutTools(
        IReadOnlyList<WeightEntry> entries, IEnumerable<string> wanted)
    {
        var words = tools.Except(wanted.SelectMany(name => name.Split('.'))).ToHashSet();
        string Plain(string name) => string.Join('.', name.Split('.').Where(word => !words.Contains(word)));
        var plain = entries.Select(entry => (Plain: Plain(entry.Name), entry)).ToList();
        return plain.DistinctBy(entry => entry.Plain).Count() == plain.Count ? plain : [.. entries.Select(e => (e.Name, e))];
    }

    /// <summary>Beginnings of a name that end with a dot, and the empty one, which leave at most so many dots.</summary>
    private static IEnumerable<string> Prefixes(string name, int dots)
    {
        var at = name.LastIndexOf('.');
        for (; at >= 0 && dots >= 0; at = at == 0 ? -1 : name.LastIndexOf('.', at - 1), dots--)
            yield return name[..(at + 1)];
        if (dots >= 0)
            yield return "";
    }
}
