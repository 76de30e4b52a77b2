using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>Prints any module the way PyTorch prints it (<c>torch.nn.Module.__repr__</c>, version 1.13).</summary>
public static class ModuleText
{
    /// <summary>The module's layers as a tree: names, settings, nested parts indented by two.</summary>
    public static string Of(nn.Module module)
    {
        var children = Children(module).Select(child => $"  ({child.Name}): {Indented(Of(child.Module))}\n").ToList();
        var settings = LayerSettings.Of(module);
        return children.Count == 0
            ? $"{Name(module)}({settings})"
            : $"{Name(module)}(\n{string.Concat(children)})";
    }

    /// <summary>TorchSharp's ModuleList registers its parts only when it is a field of a registered module.</summary>
    private static IEnumerable<(string Name, nn.Module Module)> Children(nn.Module module) =>
        module is IEnumerable<nn.Module> list and not Sequential ? list.Select((part, i) => ($"{i}", part)) : module.named_children();

    private static string Indented(string text) => text.Replace("\n", "\n  ", StringComparison.Ordinal);

    /// <summary>The type's name for TorchSharp's own layers, else the name that the module gave to its base class.</summary>
    private static string Name(nn.Module module) =>
        module.GetType().Assembly == typeof(nn.Module).Assembly ? module.GetType().Name.Split('`')[0] : module.GetName();
}
