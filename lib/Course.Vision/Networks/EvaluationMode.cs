using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// While it lives, a module evaluates: no dropout, running statistics in batch normalisation, no gradients. Afterwards each of its
/// parts is in the mode it was in.
/// </summary>
public sealed class EvaluationMode : IDisposable
{
    private readonly List<(nn.Module Part, bool Training)> modes;
    private readonly IDisposable noGradients = no_grad();

    /// <summary>Begins evaluating <paramref name="module"/>.</summary>
    public EvaluationMode(nn.Module module)
    {
        modes = [.. module.modules().Prepend(module).Select(part => (part, part.training))];
        if (modes.Any(mode => mode.Training))
            module.eval();
    }

    /// <summary>Brings the modes back.</summary>
    public void Dispose()
    {
        noGradients.Dispose();
        // Parents stand before their children: train() reaches all of a module's parts, which then get their own mode back.
        if (modes.Any(mode => mode.Training))
            foreach (var (part, training) in modes)
                part.train(training);
    }
}
