using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// The layers of a network by name, such as <c>features.0</c>: the part of a state-dict key before the last dot.
/// </summary>
public static class Layers
{
    /// <summary>The names of all layers that take one tensor and give one, in the order of the network's definition.</summary>
    public static IReadOnlyList<string> Names(nn.Module<Tensor, Tensor> model) =>
        [.. model.named_modules().Where(layer => layer.name != "" && layer.module is nn.Module<Tensor, Tensor>)
        .Select(layer => layer.name)];

    /// <summary>The names of all convolutions (1D, 2D, 3D), in the order of the network's definition.</summary>
    public static IReadOnlyList<string> Convolutions(nn.Module<Tensor, Tensor> model) =>
        [.. model.named_modules().Where(layer => layer.module is TorchSharp.Modules.Convolution).Select(layer => layer.name)];

    /// <summary>The layer called <paramref name="name"/>.</summary>
    /// <exception cref="ArgumentException">There is no such layer (the message lists the nearest names), or it is not tensor to
    /// tensor.</exception>
    public static nn.Module<Tensor, Tensor> Find(nn.Module<Tensor, Tensor> model, string name)
    {
        var found = model.named_modules().FirstOrDefault(layer => layer.name != "" && layer.name == name).module;
        return found switch
        {
            nn.Module<Tensor, Tensor> layer => layer,
            null => throw new ArgumentException(
                $"The network {model.GetType().Name} has no layer '{name}'. Nearest: {Nearest(model, name)}. "
                    + "Layers.Names(model) lists all."),
            _ => throw new ArgumentException(
                $"Layer '{name}' ({found.GetType().Name}) does not take one tensor and give one. Choose a layer inside it or "
                    + "around it."),
        };
    }

    private static string Nearest(nn.Module<Tensor, Tensor> model, string name)
    {
        var nearest = Names(model).OrderBy(other => Edits(name, other)).Take(5).Select(other => $"'{other}'").ToList();
        return nearest.Count == 0 ? "none, it is a single layer" : string.Join(", ", nearest);
    }

    /// <summary>Levenshtein's distance: how many characters to insert, delete or replace.</summary>
    private static int Edits(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[to.Length];
    }
}
