using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Files;

/// <summary>A module's parameters and buffers by name, in PyTorch's order.</summary>
/// <remarks>TorchSharp's own <c>state_dict()</c> lists all parameters first and then all buffers; weight files and the formula of
/// the golden references count them layer by layer.</remarks>
public static class StateDict
{
    /// <summary>The module's own tensors, not copies: <c>layer1.0.conv1.weight</c> and so on.</summary>
    public static IEnumerable<(string Key, Tensor Value)> Of(Module module) => Walk(module, "");

    private static IEnumerable<(string, Tensor)> Walk(Module module, string prefix)
    {
        foreach (var (name, parameter) in module.named_parameters(recurse: false)) yield return (prefix + name, parameter);
        foreach (var (name, buffer) in module.named_buffers(recurse: false)) yield return (prefix + name, buffer);
        foreach (var (name, child) in module.named_children())
            foreach (var entry in Walk(child, $"{prefix}{name}."))
                yield return entry;
    }
}
