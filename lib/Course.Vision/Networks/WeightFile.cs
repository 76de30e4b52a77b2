using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Weights of any network in a file: PyTorch's .pth or safetensors. For the chapter's networks there is <see cref="Pretrained"/>.
/// </summary>
public static class WeightFile
{
    /// <summary>Reads what is in a weight file; <c>Into(network)</c> then copies the numbers.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, is no weight file, or asks to run code.</exception>
    public static Weights Load(string path) => Weights.Load(path);

    /// <inheritdoc cref="Weights.Save"/>
    public static void Save(
        string path, IEnumerable<(string Key, Tensor Value)> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        Weights.Save(path, tensors, metadata);
}
