using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>Forward hooks that are removed together, whatever happened in between.</summary>
internal sealed class Hooks : IDisposable
{
    private readonly List<Action> removals = [];

    /// <summary>After each call of <paramref name="layer"/>, replaces its output by <paramref name="replace"/> of it.</summary>
    public void Add(nn.Module<Tensor, Tensor> layer, Func<Tensor, Tensor> replace) =>
        removals.Add(layer.register_forward_hook((_, _, output) => replace(output)).remove);

    public void Dispose()
    {
        foreach (var remove in removals) remove();
        removals.Clear();
    }
}
