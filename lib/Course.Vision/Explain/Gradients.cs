using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Gradients of a class's score. They are taken by <c>autograd.grad</c>, which hands them over and stores nothing in the network:
/// its parameters' <c>grad</c> stays as it was. They also work where the parameters are frozen, or the caller has gradients
/// switched off.
/// </summary>
internal static class Gradients
{
    /// <summary>How the score changes with each pixel. // [N, C, H, W]</summary>
    public static Tensor OfInput(nn.Module<Tensor, Tensor> model, Tensor images, long target)
    {
        using var scope = NewDisposeScope();
        using var on = enable_grad();
        var pixels = images.detach().clone().requires_grad_();
        var score = Question.Scores(model, pixels, target).sum();
        return autograd.grad([score], [pixels])[0].MoveToOuterDisposeScope();
    }

    /// <summary>
    /// What the layers give, and how the score changes with it: one forward and one backward pass for all of them.
    /// </summary>
    /// <exception cref="ArgumentException">A layer does not exist, did not run, has no spatial output, or the score ignores
    /// it.</exception>
    public static (Tensor Map, Tensor Gradient)[] OfLayers(
        nn.Module<Tensor, Tensor> model, Tensor images, long target, params IReadOnlyList<string> layers)
    {
        using var scope = NewDisposeScope();
        using var on = enable_grad();
        using var activations = new LayerActivations(model, layers, inGraph: true);
        var pixels = images.detach().clone().requires_grad_(); // so that frozen networks have a graph, too
        var score = Question.Scores(model, pixels, target).sum();
        var maps = layers.Select(layer => Spatial(activations[layer], layer)).ToList();
        var gradients = autograd.grad([score], maps);
        return [.. maps.Zip(gradients, (map, gradient) =>
            (map.detach().clone().MoveToOuterDisposeScope(), gradient.MoveToOuterDisposeScope()))];
    }

    /// <summary>The map itself, if it has places in it.</summary>
    /// <exception cref="ArgumentException">It has none: a vector of features.</exception>
    public static Tensor Spatial(Tensor map, string layer) => map.dim() >= 3 ? map : throw new ArgumentException(
        $"Expected a layer whose output has places, [N, channels, h, w]; '{layer}' gives {Expect.Shape(map)}. Choose a "
            + "convolution: Layers.Convolutions(model) lists them, the last is the usual choice.", nameof(layer));
}
