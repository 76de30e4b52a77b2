using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>What to look for in feature maps and filters.</summary>
public static class FeatureMaps
{
    /// <summary>The channels that stay silent: nowhere, in none of the images, does their map rise above 0.</summary>
    /// <param name="maps">A layer's maps for many images; take them after the ReLU, or before it: both give the same. // [N, C,
    /// h, w]</param>
    /// <returns>The channels' indices.</returns>
    public static IReadOnlyList<long> DeadChannels(Tensor maps)
    {
        Gradients.Spatial(maps, "maps");
        using var scope = NewDisposeScope();
        var highest = maps.detach().transpose(0, 1).flatten(1).amax([1]); // [C]
        return [.. highest.le(0).nonzero().flatten().cpu().data<long>()];
    }

    /// <summary>The filters of the network's first convolution as small images, all on one scale.</summary>
    /// <returns>// [filters, channels, height, width] in 0..1; 3 channels are a colour image</returns>
    /// <exception cref="ArgumentException">The network has no convolution.</exception>
    public static Tensor FirstFilters(nn.Module<Tensor, Tensor> model)
    {
        var found = Layers.Convolutions(model);
        if (found.Count == 0)
            throw new ArgumentException(
                $"Expected a network with convolutions, found none in {model.GetType().Name}.", nameof(model));
        using var scope = NewDisposeScope();
        var values = Layers.Find(model, found[0]).get_parameter("weight")!.detach();
        var (low, high) = (values.min(), values.max());
        return ((values - low) / (high - low).clamp(min: 1e-12)).MoveToOuterDisposeScope();
    }
}
