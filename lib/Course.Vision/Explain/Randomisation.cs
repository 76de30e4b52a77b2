using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// The sanity checks of Adebayo et al., "Sanity Checks for Saliency Maps", 2018: an explanation must change when the network has
/// forgotten what it learned, or has learned nonsense.
/// </summary>
public static class Randomisation
{
    /// <summary>
    /// Forgets layer by layer, from the head to the pixels, and compares each new map with the trained network's.
    /// </summary>
    /// <param name="explain">The method to check.</param>
    /// <param name="model">A trained network; it gets its weights back at the end.</param>
    /// <param name="images">Images. // [N, C, H, W]</param>
    /// <param name="target">The class whose score is explained.</param>
    /// <param name="stages">After how many forgotten parts to look: 1 looks only at the wholly forgotten network.</param>
    /// <param name="seed">Where the random numbers begin.</param>
    /// <returns>For each stage, the layer forgotten last and the rank correlation of the absolute maps: near 0 is good, near 1 is
    /// bad.</returns>
    public static IReadOnlyList<(string Layer, double Correlation)> Parameters(
        Explainer explain, nn.Module<Tensor, Tensor> model, Tensor images, long target, int stages = 4, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stages, 1);
        using var scope = NewDisposeScope();
        using var random = Noise.Source(seed);
        var trained = Absolute(explain, model, images, target);
        var weights = model.named_parameters().Reverse().ToList();
        var saved = weights.Select(entry => entry.parameter.detach().clone()).ToList();
        var results = new List<(string, double)>();
        try
        {
            var forgotten = 0;
            for (var stage = 1; stage <= stages; stage++)
            {
                for (; forgotten < weights.Count * stage / stages; forgotten++) Forget(weights[forgotten].parameter, random);
                var name = weights[Math.Max(0, forgotten - 1)].name;
                results.Add((name[..Math.Max(0, name.LastIndexOf('.'))],
                    RankCorrelation.Of(trained, Absolute(explain, model, images, target))));
            }
        }
        finally
        {
            using var quiet = no_grad();
            for (var i = 0; i < saved.Count; i++) weights[i].parameter.copy_(saved[i]);
        }

        return results;
    }

    /// <summary>Compares the maps of a network with those of one trained on <see cref="ShuffledLabels"/>.</summary>
    /// <param name="explain">The method to check.</param>
    /// <param name="trained">A network trained on the right labels.</param>
    /// <param name="misled">The same network trained on shuffled labels, well enough to know them by heart.</param>
    /// <param name="images">Images. // [N, C, H, W]</param>
    /// <param name="target">The class whose score is explained.</param>
    /// <returns>The rank correlation of the absolute maps: near 0 is good, near 1 is bad.</returns>
    public static double Labels(
        Explainer explain, nn.Module<Tensor, Tensor> trained, nn.Module<Tensor, Tensor> misled, Tensor images, long target)
    {
        using var scope = NewDisposeScope();
        return RankCorrelation.Of(Absolute(explain, trained, images, target), Absolute(explain, misled, images, target));
    }

    /// <summary>The same labels in random order: nothing about the images can be learned from them. // [N] int64</summary>
    public static Tensor ShuffledLabels(Tensor labels, int seed = 0)
    {
        using var scope = NewDisposeScope();
        using var random = Noise.Source(seed);
        return labels[randperm(labels.shape[0], generator: random).to(labels.device)].MoveToOuterDisposeScope();
    }

    private static Tensor Absolute(Explainer explain, nn.Module<Tensor, Tensor> model, Tensor images, long target) =>
        Maps.OverChannels(explain(model, images, target));

    // The parameter's own values in random order: the size of the activations stays what the next layers expect.
    private static void Forget(Tensor parameter, Generator random)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var order = randperm(parameter.numel(), generator: random).to(parameter.device);
        parameter.copy_(parameter.flatten()[order].reshape(parameter.shape));
    }
}
