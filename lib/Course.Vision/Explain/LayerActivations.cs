using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// What layers gave in the last forward pass: their feature maps. One pass serves any number of layers. The outputs are copied,
/// so that an in-place ReLU behind the layer can't change them. (Book, section 5.4.)
/// </summary>
/// <remarks>Dispose it to remove the hooks and to free the maps. A layer that runs several times leaves its last
/// output.</remarks>
public sealed class LayerActivations : IDisposable
{
    private readonly Dictionary<string, Tensor> maps = [];
    private readonly Hooks hooks = new();
    private readonly bool inGraph;

    /// <summary>
    /// Hooks the layers; then run the network yourself, by <c>model.call(images)</c> (hooks don't see <c>forward</c>).
    /// </summary>
    /// <param name="model">Any network.</param>
    /// <param name="layers">Layer names, such as <c>features.0</c>.</param>
    /// <exception cref="ArgumentException">A layer does not exist; then nothing is hooked.</exception>
    public LayerActivations(nn.Module<Tensor, Tensor> model, params string[] layers) : this(model, layers, inGraph: false) { }

    internal LayerActivations(nn.Module<Tensor, Tensor> model, IReadOnlyList<string> layers, bool inGraph)
    {
        if (layers.Count == 0)
            throw new ArgumentException("Expected the name of at least one layer, found none.", nameof(layers));
        this.inGraph = inGraph;
        Names = [.. layers.Distinct()];
        var found = Names.Select(name => (name, module: Layers.Find(model, name))).ToList();
        foreach (var (name, module) in found) hooks.Add(module, output => Keep(name, output));
    }

    /// <summary>Runs the network once, without gradients, and keeps what the layers give. No hook stays behind.</summary>
    /// <param name="model">A network.</param>
    /// <param name="images">Images. // [N, C, H, W]</param>
    /// <param name="layers">Layer names, such as <c>features.0</c>.</param>
    /// <exception cref="ArgumentException">A layer does not exist or did not run, or the network can't take the
    /// images.</exception>
    public static LayerActivations Of(nn.Module<Tensor, Tensor> model, Tensor images, params string[] layers)
    {
        var activations = new LayerActivations(model, layers);
        try
        {
            using var scope = NewDisposeScope();
            using var noGradient = no_grad();
            Question.Ask(model, images);
            foreach (var name in activations.Names) _ = activations[name];
            activations.hooks.Dispose();
            return activations;
        }
        catch
        {
            activations.Dispose();
            throw;
        }
    }

    /// <summary>The watched layers, in the order they were asked for.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>
    /// A copy of what the layer gave, before any in-place step behind it. // [N, channels, h, w] for a convolution
    /// </summary>
    /// <exception cref="ArgumentException">The layer is not watched, or has not run.</exception>
    public Tensor this[string layer] => maps.TryGetValue(layer, out var map) ? map : throw new ArgumentException(
        Names.Contains(layer)
            ? $"Layer '{layer}' has not run: the network was not called yet, does not use it, or calls its forward() instead of "
            + "call()."
            : $"Layer '{layer}' is not watched; watched are {string.Join(", ", Names)}.", nameof(layer));

    /// <summary>One channel of what the layer gave. // [N, h, w] for a convolution</summary>
    /// <exception cref="ArgumentOutOfRangeException">The layer has no such channel.</exception>
    internal Tensor Channel(string layer, long channel)
    {
        var count = this[layer].shape[1];
        if (channel < 0 || channel >= count)
            throw new ArgumentOutOfRangeException(
                nameof(channel), channel, $"Layer '{layer}' has the channels 0 to {count - 1}.");
        return this[layer].select(1, channel);
    }

    /// <summary>Removes the hooks and frees the maps.</summary>
    public void Dispose()
    {
        hooks.Dispose();
        foreach (var map in maps.Values) map.Dispose();
        maps.Clear();
    }

    // The network may free the layer's output, or change it in place, as soon as it has used it. For gradients the copy must lie
    // between the layer and the rest of the network: the rest goes on with a copy of the copy.
    private Tensor Keep(string name, Tensor output)
    {
        if (maps.Remove(name, out var earlier))
            earlier.Dispose();
        var copy = (inGraph ? output : output.detach()).clone().DetachFromDisposeScope();
        maps[name] = copy;
        return inGraph ? copy.clone() : output;
    }
}

/// <summary>Forward hooks that are removed together, whatever happened in between.</summary>
internal sealed class Hooks : IDisposable
{
    private readonly List<Action> removals = [];

    /// <summary>After each call of <paramref name="layer"/>, replaces its output by <paramref name="replace"/> of it.</summary>
    public void Add(nn.Module<Tensor, Tensor> layer, Func<Tensor, Tensor> replace) =>
        removals.Add(layer.register_forward_hook((_, _, output) => replace(output)).remove);

    /// <summary>After each call of <paramref name="layer"/>, hands on what it took and gave.</summary>
    public void Watch(nn.Module<Tensor, Tensor> layer, Action<Tensor, Tensor> see) =>
        removals.Add(layer.register_forward_hook((_, input, output) =>
        {
            see(input, output);
            return output;
        }).remove);

    public void Dispose()
    {
        foreach (var remove in removals) remove();
        removals.Clear();
    }
}
