using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>Counts a network's arithmetic: multiplications, each with its addition, for one picture.</summary>
/// <remarks>Convolutions and linear layers only, as published tables count; everything else amounts to about one per
/// cent.</remarks>
public static class MultiplyAdds
{
    /// <summary>Sends one picture through the network; a hook on each layer counts.</summary>
    /// <param name="network">The network; it stays in its mode.</param>
    /// <param name="size">Height and width of the picture in pixels.</param>
    public static long Of(nn.Module<Tensor, Tensor> network, int size)
    {
        var total = 0L;
        using var evaluating = new EvaluationMode(network);
        var hooks = network.modules().OfType<nn.Module<Tensor, Tensor>>().Where(module => module is Conv2d or Linear)
            .Select(layer => layer.register_forward_hook((_, _, output) =>
            {
                total += output.numel() * PerOutput(layer);
                return output;
            })).ToList();
        try
        {
            using var scope = NewDisposeScope();
            network.call(zeros([1, 3, size, size], device: network.parameters().First().device));
            return total;
        }
        finally
        {
            hooks.ForEach(hook => hook.remove());
        }
    }

    /// <summary>Each output number takes one multiplication for each weight that belongs to its channel.</summary>
    private static long PerOutput(nn.Module layer)
    {
        var weight = layer.get_parameter("weight")!;
        return weight.numel() / weight.shape[0];
    }
}
