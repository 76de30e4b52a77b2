using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>
/// The random numbers a network begins with. Chosen so that signals neither fade nor explode on their way through many layers, as
/// the networks' papers and torchvision choose them; the layers' own beginning is too small for a deep network without batch
/// norm.
/// </summary>
internal static class InitialWeights
{
    /// <summary>
    /// Kaiming He's rule for layers before a ReLU: normal numbers whose variance is 2 / (kernel height x kernel width x output
    /// channels). He, Zhang, Ren, Sun, "Delving Deep into Rectifiers", 2015. Biases are zero.
    /// </summary>
    /// <param name="network">The network; only its convolutions and, if told, its linear layers change.</param>
    /// <param name="linear">Standard deviation of linear layers' weights; without it they keep their own beginning.</param>
    public static void He(Module network, double? linear = null)
    {
        foreach (var convolution in network.modules().OfType<Conv2d>())
            Set(convolution.weight!, convolution.bias,
                weight => init.kaiming_normal_(weight, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU));
        if (linear is { } deviation)
            foreach (var layer in network.modules().OfType<Linear>())
                Set(layer.weight!, layer.bias, weight => init.normal_(weight, 0, deviation));
    }

    /// <summary>SqueezeNet's: He's rule with uniform numbers by input channels, and small numbers in the head.</summary>
    public static void Squeeze(Module network, Conv2d head)
    {
        foreach (var convolution in network.modules().OfType<Conv2d>())
            Set(convolution.weight!, convolution.bias, weight => _ = ReferenceEquals(convolution, head)
                ? init.normal_(weight, 0, 0.01) : init.kaiming_uniform_(weight));
    }

    /// <summary>Inception V3's: normal numbers of deviation 0.1, in the side branch's head of 0.001.</summary>
    public static void Inception(Module network, Linear sideHead)
    {
        foreach (var module in network.modules())
            if (((module as Conv2d)?.weight ?? (module as Linear)?.weight) is { } weight)
                Set(weight, null, w => init.normal_(w, 0, ReferenceEquals(module, sideHead) ? 0.001 : 0.1));
    }

    private static void Set(Parameter weight, Parameter? bias, Action<torch.Tensor> fill)
    {
        using var scope = torch.NewDisposeScope();
        using var withoutTape = torch.no_grad();
        fill(weight);
        bias?.zero_();
    }
}
