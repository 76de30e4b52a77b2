using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>A network of this kit: a TorchSharp module from images to class scores that prints itself as PyTorch does.</summary>
/// <param name="name">What <c>print(model)</c> shows, usually the class's name.</param>
[TypeFormatterSource(typeof(PlainText))]
public abstract class Network(string name) : nn.Module<Tensor, Tensor>(name)
{
    /// <summary>Class scores in evaluation mode and without gradients, whichever mode the network is in; it stays in that mode.</summary>
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

    /// <summary>An untrained network of the same layers, for <see cref="DataParallel"/>; null where a class does not say how.</summary>
    protected internal virtual Network? Another() => null;
}
