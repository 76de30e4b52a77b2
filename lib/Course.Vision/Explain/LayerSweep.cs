using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>The Grad-CAM maps of many layers, from the pixels to the head: where in the network does the object appear?</summary>
public static class LayerSweep
{
    /// <summary>
    /// <see cref="GradCam.WithSign"/> of each layer, all from one forward and one backward pass. With its sign, because the maps
    /// of an early layer often speak against the class everywhere, and nothing would be left of them.
    /// </summary>
    /// <param name="model">A network.</param>
    /// <param name="images">Images. // [N, C, H, W]</param>
    /// <param name="target">The class whose score is explained.</param>
    /// <param name="layers">Layers with places; all convolutions unless given.</param>
    /// <returns>One map a layer, in the layers' order. // each [N, 1, h, w] of its layer's size, any sign</returns>
    public static IReadOnlyList<(string Layer, Tensor Map)> Explain(
        nn.Module<Tensor, Tensor> model, Tensor images, long target, params string[] layers)
    {
        using var scope = NewDisposeScope();
        var names = layers.Length > 0 ? layers : Layers.Convolutions(model);
        return [.. names.Zip(Gradients.OfLayers(model, images, target, names), (name, found) =>
            (name, GradCam.Combine(found.Map, found.Gradient).MoveToOuterDisposeScope()))];
    }
}
