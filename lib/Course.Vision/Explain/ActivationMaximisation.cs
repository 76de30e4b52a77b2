using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Activation maximisation: an image made from noise that excites a channel or a class as much as it can. Erhan et al.,
/// "Visualizing Higher-Layer Features of a Deep Network", 2009; the jitter is from Olah et al., "Feature Visualization", 2017.
/// </summary>
public static class ActivationMaximisation
{
    private const double Rate = 0.05;  // how far one step goes: the root mean square change of a pixel
    private const double Decay = 0.01; // how much the image is pulled back to grey in each step, as a part of it
    private const int Jitter = 4;      // by how many pixels the image is shifted at random in each step

    /// <summary>Climbs the gradient of a channel's mean output, from weak noise.</summary>
    /// <param name="model">A network.</param>
    /// <param name="shape">The image to make. // [1, C, H, W]</param>
    /// <param name="layer">The layer; the network's last layer for a class.</param>
    /// <param name="channel">The layer's channel, or the class.</param>
    /// <param name="steps">How many steps to climb.</param>
    /// <returns>// [1, C, H, W] around 0, like a normalised image</returns>
    public static Tensor Make(
        nn.Module<Tensor, Tensor> model, long[] shape, string layer, long channel, int steps = 100)
    {
        using var scope = NewDisposeScope();
        using var on = enable_grad();
        using var activations = new LayerActivations(model, [layer], inGraph: true);
        using var source = Noise.Source(0);
        var random = new Random(0);
        var like = model.parameters().FirstOrDefault() ?? zeros(1);
        var image = randn(shape, generator: source).to(like.dtype).to(like.device) * 0.1;
        for (var i = 0; i < steps; i++)
        {
            using var step = NewDisposeScope();
            // Looking at a slightly shifted image each time keeps single pixels from growing.
            long[] shift = [.. shape[2..].Select(_ => (long)random.Next(-Jitter, Jitter + 1))];
            long[] back = [.. shift.Select(s => -s)];
            var seen = image.roll(shift, Maps.Places(image)).requires_grad_();
            Question.Ask(model, seen);
            var excitement = activations.Channel(layer, channel).mean();
            var gradient = autograd.grad([excitement], [seen])[0].roll(back, Maps.Places(image));
            var norm = gradient.square().mean().sqrt() + 1e-8;
            using var quiet = no_grad();
            image.mul_(1 - Decay).add_(gradient / norm, alpha: Rate);
        }

        return image.MoveToOuterDisposeScope();
    }
}
