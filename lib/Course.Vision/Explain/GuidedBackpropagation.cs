using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Guided backpropagation: the gradient, but every ReLU also drops what is negative on the way back. Sharp pictures; the check by
/// random weights shows that they hardly depend on the network. Springenberg et al., "Striving for Simplicity", 2014.
/// </summary>
/// <remarks>
/// It sees ReLUs that are layers (<c>nn.ReLU</c>, <c>nn.ReLU6</c>) run by <c>call()</c>, not <c>x.relu()</c> inside a forward:
/// PyTorch's Captum has the same limit.
/// </remarks>
public static class GuidedBackpropagation
{
    /// <summary>The gradient of the score through ReLUs that pass only positive gradients.</summary>
    /// <param name="model">A network whose ReLUs are layers.</param>
    /// <param name="images">Images. // [N, C, H, W]</param>
    /// <param name="target">The class whose score is explained.</param>
    /// <returns>// [N, C, H, W], any sign (the first layer comes before the first ReLU)</returns>
    /// <exception cref="ArgumentException">The network has no ReLU layer, or none that ran.</exception>
    public static Tensor Explain(nn.Module<Tensor, Tensor> model, Tensor images, long target)
    {
        var gates = 0;
        using var hooks = new Hooks();
        foreach (var layer in model.modules().Append(model).Where(layer => layer is ReLU or ReLU6).Distinct())
            hooks.Add((nn.Module<Tensor, Tensor>)layer, output =>
            {
                gates++;
                return PositiveGradient.apply(output);
            });
        var gradient = Gradients.OfInput(model, images, target);
        if (gates > 0)
            return gradient;
        gradient.Dispose();
        throw new ArgumentException(
            $"Expected a network with ReLU layers, found none in {model.GetType().Name}. Guided backpropagation can't see "
                + "relu() called as a function: make it a layer, nn.ReLU(), and run it by call().", nameof(model));
    }

    /// <summary>
    /// Forward: nothing. Backward: only what is positive. TorchSharp has no backward hook, but its own autograd functions.
    /// </summary>
    private sealed class PositiveGradient : autograd.SingleTensorFunction<PositiveGradient>
    {
        public override string Name => nameof(PositiveGradient);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => ((Tensor)vars[0]).clone();

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [grad_output.clamp(min: 0)];
    }
}
