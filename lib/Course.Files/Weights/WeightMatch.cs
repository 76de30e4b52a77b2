using System.Text;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Files;

/// <summary>Compares a weight file's names, shapes and types with a module's, and lists every difference at once.</summary>
internal static class WeightMatch
{
    public static List<(WeightEntry Entry, Tensor Target)> Check(Weights file, Module module, bool convertTypes, string? advice)
    {
        var offered = file.Entries.ToDictionary(e => e.Name);
        var wanted = StateDict.Of(module).ToList();
        var pairs = new List<(WeightEntry, Tensor)>();
        var differences = new List<string>();
        var missing = new List<string>();
        foreach (var (key, tensor) in wanted)
        {
            if (offered.Remove(key, out var entry))
            {
                if (Difference(entry, tensor, convertTypes) is { } difference) differences.Add($"  {key}: {difference}");
                else pairs.Add((entry, tensor));
            }
            else if (!key.EndsWith("num_batches_tracked", StringComparison.Ordinal)) // absent in files older than PyTorch 0.4.1
            {
                missing.Add(key);
            }
        }

        foreach (var key in missing) differences.Add($"  {key}: missing in the file{Near(key, offered.Keys)}");
        foreach (var key in offered.Keys) differences.Add($"  {key}: in the file, but not in the network{Near(key, missing)}");
        if (differences.Count == 0) return pairs;

        var text = new StringBuilder($"{file.Path} does not fit {module.GetName()}; nothing was loaded. {differences.Count} differences:\n");
        text.AppendJoin('\n', differences);
        if (advice is not null) text.Append('\n').Append(advice);
        throw new InvalidDataException(text.ToString());
    }

    private static string? Difference(WeightEntry entry, Tensor tensor, bool convertTypes)
    {
        if (!entry.Shape.SequenceEqual(tensor.shape)) return $"[{string.Join(", ", entry.Shape)}] in the file, [{string.Join(", ", tensor.shape)}] in the network";
        if (entry.Type == tensor.dtype) return null;
        if (!IsFloating(entry.Type) || !IsFloating(tensor.dtype)) return $"{entry.Type} in the file, {tensor.dtype} in the network";
        return convertTypes ? null : $"{entry.Type} in the file, {tensor.dtype} in the network; allow it with convertTypes: true";
    }

    private static bool IsFloating(ScalarType type) =>
        type is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64;

    /// <summary>The most similar name: the one that shares the longest beginning and end.</summary>
    private static string Near(string key, IEnumerable<string> others)
    {
        var best = others.Take(2000).Select(other => (Name: other, Score: Likeness(key, other))).MaxBy(o => o.Score);
        return best.Score >= 0.6 ? $" (near: {best.Name})" : "";
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
