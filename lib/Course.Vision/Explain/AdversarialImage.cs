using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// An adversarial image by the fast gradient sign method: a change too small to see that turns the network's answer. Goodfellow,
/// Shlens, Szegedy, "Explaining and Harnessing Adversarial Examples", 2014.
/// </summary>
public static class AdversarialImage
{
    /// <summary>Moves every pixel by the same small amount, up or down, whichever makes the right class less probable.</summary>
    /// <param name="model">A network.</param>
    /// <param name="images">Images. // [N, C, H, W]</param>
    /// <param name="label">The right class, which is to be lost.</param>
    /// <param name="epsilon">How far each pixel value moves, in the images' units.</param>
    /// <returns>// [N, C, H, W], nowhere farther than epsilon from the images</returns>
    public static Tensor FastGradientSign(nn.Module<Tensor, Tensor> model, Tensor images, long label, double epsilon)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epsilon);
        using var scope = NewDisposeScope();
        using var on = enable_grad();
        var pixels = images.detach().clone().requires_grad_();
        var loss = -Question.Probabilities(model, pixels, label, logarithm: true).sum();
        var gradient = autograd.grad([loss], [pixels])[0];
        return (images.detach() + gradient.sign() * epsilon).MoveToOuterDisposeScope();
    }
}
