using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>A network of this kit: a TorchSharp module from images to class scores that prints itself as PyTorch does.</summary>
/// <param name="name">What <c>print(model)</c> shows, usually the class's name.</param>
[TypeFormatterSource(typeof(PlainText))]
public abstract class Network(string name) : nn.Module<Tensor, Tensor>(name)
{
    /// <summary>
    /// Class scores in evaluation mode and without gradients, whichever mode the network is in; it stays in that mode.
    /// </summary>
    /// <param name="images">Images. // [N, C, H, W]</param>
    /// <returns>Scores (logits). // [N, classes]</returns>
    public Tensor Predict(Tensor images)
    {
        using var evaluating = new EvaluationMode(this);
        using var arranged = ChannelsLast.Of(images);
        return call(arranged);
    }

    /// <summary>The layers' names and settings, in PyTorch's words.</summary>
    public override string ToString() => ModuleText.Of(this);
}

/// <summary>
/// While it lives, a module evaluates: no dropout, running statistics in batch normalisation, no gradients. Afterwards each of
/// its parts is in the mode it was in.
/// </summary>
internal sealed class EvaluationMode : IDisposable
{
    private readonly List<(nn.Module Part, bool Training)> modes;
    private readonly IDisposable? noGradients;

    /// <summary>Begins evaluating <paramref name="module"/>; without gradients unless they are to be kept.</summary>
    public EvaluationMode(nn.Module module, bool keepGradients = false)
    {
        noGradients = keepGradients ? null : no_grad();
        modes = [.. module.modules().Prepend(module).Select(part => (part, part.training))];
        if (modes.Any(mode => mode.Training))
            module.eval();
    }

    /// <summary>Brings the modes back.</summary>
    public void Dispose()
    {
        noGradients?.Dispose();
        // Parents stand before their children: train() reaches all of a module's parts, which then get their own mode back.
        if (modes.Any(mode => mode.Training))
            foreach (var (part, training) in modes)
                part.train(training);
    }
}
