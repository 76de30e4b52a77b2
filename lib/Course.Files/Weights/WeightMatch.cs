using System.Text;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Files;

/// <summary>
/// Compares a weight file's names, shapes and types with a module's, and tells what differs, the nearest first.
/// </summary>
internal static class WeightMatch
{
    private const int MostLines = 12;

    public static List<(WeightEntry Entry, Tensor Target)> Check(Weights file, Module module, bool convertTypes, string? advice)
    {
        var offered = file.Entries.ToDictionary(e => e.Name);
        var pairs = new List<(WeightEntry Entry, Tensor Target)>();
        var missing = new List<string>();
        foreach (var (key, tensor) in StateDict.Of(module))
            if (offered.Remove(key, out var entry))
                pairs.Add((entry, tensor));
            else if (!MayLack(key))
                missing.Add(key);

        var types = convertTypes ? [] : pairs.Where(pair => IsFloating(pair.Entry.Type) && IsFloating(pair.Target.dtype))
            .Where(pair => pair.Entry.Type != pair.Target.dtype).ToList();
        var differences = pairs.Select(pair => (Line: Difference(pair.Entry, pair.Target), Likeness: 1.0, Number: 0))
            .Where(one => one.Line is not null)
            .Concat(missing.Select((key, i) => Unpaired(key, "missing in the file", offered.Keys, i)))
            .Concat(offered.Keys.Select((key, i) => Unpaired(key, "in the file, but not in the network", missing, i)))
            .OrderByDescending(one => one.Likeness).ThenBy(one => one.Number).Select(one => "  " + one.Line).ToList();
        if (differences.Count == 0 && types.Count == 0)
            return pairs;

        var text = new StringBuilder($"{file.Path} does not fit {module.GetName()}; nothing was loaded. ");
        text.Append($"{differences.Count} difference{(differences.Count == 1 ? "" : "s")}");
        if (file.Wrapper.Length > 0)
            text.Append($", compared without \"{file.Wrapper}\", which stands before the names in the file");
        text.Append(differences.Count > 0 ? ":\n" : ".").AppendJoin('\n', differences.Take(MostLines));
        if (differences.Count > MostLines)
            text.Append($"\n  ... and {differences.Count - MostLines} more");
        if (types is [var (typed, target), ..])
            text.Append($"\n{types.Count} tensor(s), such as {typed.Name}, are {typed.Type} in the file and {target.dtype} ")
                .Append("in the network: allow that with convertTypes: true.");
        if (Renaming(missing, [.. offered.Keys], file.Wrapper) is { } renaming)
            text.Append('\n').Append(renaming);
        if (advice is not null)
            text.Append('\n').Append(advice);
        throw new InvalidDataException(text.ToString());
    }

    /// <summary>Counters of batch norm, which files older than PyTorch 0.4.1 lack.</summary>
    public static bool MayLack(string key) => key.EndsWith("num_batches_tracked", StringComparison.Ordinal);

    private static string? Difference(WeightEntry entry, Tensor tensor) => !entry.Shape.SequenceEqual(tensor.shape)
        ? $"{entry.Name}: [{string.Join(", ", entry.Shape)}] in the file, [{string.Join(", ", tensor.shape)}] in the network"
        : entry.Type == tensor.dtype || IsFloating(entry.Type) && IsFloating(tensor.dtype) ? null
        : $"{entry.Name}: {entry.Type} in the file, {tensor.dtype} in the network";

    private static bool IsFloating(ScalarType type) =>
        type is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64;

    /// <summary>A name without its like, and the most similar one: the one that shares the longest beginning and end.</summary>
    private static (string? Line, double Likeness, int Number) Unpaired(
        string key, string what, IEnumerable<string> others, int number)
    {
        var best = others.Take(2000).Select(other => (Name: other, Score: Likeness(key, other)))
            .DefaultIfEmpty().MaxBy(other => other.Score);
        return best.Score >= 0.6
            ? ($"{key}: {what} (near: {best.Name})", best.Score, number)
            : ($"{key}: {what}", MayLack(key) ? -1 : 0, number);
    }

    /// <summary>What to write where most names differ in their beginning only.</summary>
    private static string? Renaming(List<string> missing, List<string> left, string wrapper)
    {
        var beginnings = from wanted in missing.Take(500)
                         from found in left.Take(500)
                         let tail = Tail(wanted, found)
                         where tail > 0
                         group wanted by (From: found[..^tail], To: wanted[..^tail]);
        if (beginnings.MaxBy(group => group.Count()) is { } most && most.Distinct().Count() * 2 > missing.Count)
            return "Most names differ in their beginning only. Try " +
                $"WeightFile.Load(path).Renamed(\"{wrapper + most.Key.From}\", \"{most.Key.To}\").Into(network).";
        return missing.Count + left.Count == 0 ? null
            : "Renamed(from, to) makes other names the network's, Part(prefix) takes a part of a file.";
    }

    /// <summary>Length of the longest common end that begins behind a dot, or is a whole name.</summary>
    private static int Tail(string a, string b)
    {
        var (tail, whole) = (0, 0);
        for (; tail < Math.Min(a.Length, b.Length) && a[^(tail + 1)] == b[^(tail + 1)]; tail++)
            if (a[^(tail + 1)] == '.')
                whole = tail;
        return (tail == a.Length || a[^(tail + 1)] == '.') && (tail == b.Length || b[^(tail + 1)] == '.') ? tail : whole;
    }

    private static double Likeness(string a, string b)
    {
        var shortest = Math.Min(a.Length, b.Length);
        int head = 0, tail = 0;
        while (head < shortest && a[head] == b[head]) head++;
        while (tail < shortest - head && a[^(tail + 1)] == b[^(tail + 1)]) tail++;
        return (double)(head + tail) / Math.Max(a.Length, b.Length);
    }
}
