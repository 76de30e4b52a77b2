using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>
/// A network that names what a picture shows: a body that turns pixels into a vector of features, and a head, one linear
/// layer, that turns the features into one score a class. Transfer learning keeps the body and replaces the head.
/// </summary>
/// <remarks>
/// Fields carry torchvision's names, so the keys of the state dict are those of the published weight files. Each network frees
/// its intermediate tensors as it goes: a hook that wants to keep an output must clone it.
/// </remarks>
/// <param name="name">torchvision's name of the network, such as <c>resnet50</c>.</param>
public abstract class TransferNetwork(string name) : Network(name)
{
    /// <summary>torchvision's name of the network, such as <c>resnet50</c>.</summary>
    public string Name => GetName();

    /// <summary>The head's key in the state dict, such as <c>fc</c> or <c>classifier.6</c>.</summary>
    public abstract string HeadKey { get; }

    /// <summary>The head's weights, one row a class. // [classes, features] or [classes, features, 1, 1]</summary>
    public Tensor HeadWeight => named_parameters().Single(entry => entry.name == HeadKey + ".weight").parameter;

    /// <summary>How many classes the head tells apart.</summary>
    public int Classes => (int)HeadWeight.shape[0];

    /// <summary>How many numbers describe a picture to the head.</summary>
    public int FeatureCount => (int)HeadWeight.shape[1];

    /// <summary>What the head reads: a picture as a vector.</summary>
    /// <param name="images">Normalised pictures. // [N, 3, H, W]</param>
    /// <returns>One row a picture. // [N, FeatureCount]</returns>
    public abstract Tensor ExtractFeatures(Tensor images);

    /// <summary>Puts a new, untrained head for <paramref name="classes"/> classes on the body, on the same device.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two classes.</exception>
    public void ReplaceHead(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        var old = HeadWeight;
        var head = NewHead(classes);
        head.to(old.dtype).to(old.device).train(training);
        SetHead(head);
    }

    private protected virtual Module<Tensor, Tensor> NewHead(int classes) => Linear(FeatureCount, classes);

    private protected abstract void SetHead(Module<Tensor, Tensor> head);

    /// <summary>Feature extraction: from now on only the head learns, and every frozen batch norm keeps its statistics.</summary>
    public void FreezeBody()
    {
        foreach (var (name, parameter) in named_parameters())
            parameter.requires_grad = name.StartsWith(HeadKey + ".", StringComparison.Ordinal);
        train(training);
    }

    /// <summary>
    /// As in PyTorch, except that a batch norm whose weights are frozen goes on evaluating, as in Keras: otherwise the statistics
    /// that its weights were trained with would drift towards the new pictures, and the features of a picture would depend on its
    /// batch.
    /// </summary>
    public override void train(bool train = true)
    {
        base.train(train);
        foreach (var norm in modules().OfType<BatchNorm2d>()) norm.train(train && norm.weight!.requires_grad);
    }

    /// <summary>Registers a module in the place of the last one; TorchSharp refuses a name that is taken.</summary>
    private protected static void Replace(Module parent, string name, Module module)
    {
        parent.register_module(name, null!);
        parent.register_module(name, module);
    }

    /// <summary>The steps with the last one replaced; a Sequential can't be changed in place.</summary>
    private protected static Sequential WithLast(Sequential steps, Module<Tensor, Tensor> last)
    {
        var changed = Sequential(steps.children().SkipLast(1).Cast<Module<Tensor, Tensor>>().Append(last));
        changed.train(steps.training);
        return changed;
    }
}
