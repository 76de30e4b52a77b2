using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Input times gradient: how much does each pixel contribute, if the network were linear around this image? Shrikumar et al.,
/// "Not Just a Black Box", 2016.
/// </summary>
public static class InputXGradient
{
    /// <summary>Each pixel value times the score's gradient there.</summary>
    /// <param name="model">A network.</param>
    /// <param name="images">Images. // [N, C, H, W]</param>
    /// <param name="target">The class whose score is explained.</param>
    /// <returns>// [N, C, H, W], in units of the score; positive speaks for the class, negative against it</returns>
    public static Tensor Explain(nn.Module<Tensor, Tensor> model, Tensor images, long target)
    {
        using var scope = NewDisposeScope();
        return (Gradients.OfInput(model, images, target) * images.detach()).MoveToOuterDisposeScope();
    }
}
