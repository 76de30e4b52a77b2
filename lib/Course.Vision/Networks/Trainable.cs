using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Which parameters of a network learn: listing them, thawing a frozen body layer by layer, and giving the body a smaller
/// learning rate.
/// </summary>
public static class Trainable
{
    /// <summary>The parameters that require gradients, with their shapes, as <c>fc.weight [2, 512]</c>.</summary>
    public static IReadOnlyList<string> List(nn.Module network) =>
        [.. Learning(network).Select(entry => $"{entry.name} {Expect.Shape(entry.parameter)}")];

    /// <summary>How many numbers learn, and how many there are.</summary>
    public static (long Learning, long All) Count(nn.Module network) =>
        (Learning(network).Sum(entry => entry.parameter.numel()), network.parameters().Sum(parameter => parameter.numel()));

    /// <summary>
    /// The parts of the body that hold parameters, in the order in which a picture passes them: <c>layer1</c>, <c>layer2</c> ...
    /// </summary>
    public static IReadOnlyList<string> Parts(TransferNetwork network)
    {
        var parts = Children("", network);
        return parts is [var (name, only)] ? [.. Children(name + ".", only).Select(part => part.Name)]
            : [.. parts.Select(part => part.Name)];

        List<(string Name, nn.Module Part)> Children(string prefix, nn.Module module) =>
            [.. module.named_children()
            .Where(child => child.module.parameters().Any() && !IsIn(network.HeadKey + ".", prefix + child.name))
                .Select(child => (prefix + child.name, child.module))];
    }

    /// <summary>Lets layers of a frozen network learn again, with their batch norms.</summary>
    /// <param name="network">The network.</param>
    /// <param name="layers">Names of layers or of the groups they stand in, such as <c>layer4</c>; none at all for the whole
    /// network.</param>
    /// <exception cref="ArgumentException">No parameter's name begins so; the message lists the names there are.</exception>
    public static void Unfreeze(nn.Module network, params string[] layers)
    {
        var parameters = network.named_parameters().ToList();
        if (layers.FirstOrDefault(layer => !parameters.Any(entry => IsIn(entry.name, layer))) is { } unknown)
            throw new ArgumentException($"Expected a part of {network.GetName()} " +
                $"({string.Join(", ", network.named_children().Select(child => child.name))}, or a name below these), found "
                + $"\"{unknown}\".", nameof(layers));
        foreach (var (name, parameter) in parameters)
            if (layers.Length == 0 || layers.Any(layer => IsIn(name, layer)))
                parameter.requires_grad = true;
        network.train(network.training); // batch norm that may learn counts its statistics again
    }

    /// <summary>
    /// What learns, as an optimizer's two parameter groups: the head at its own learning rate, the body at a smaller one.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="head">Learning rate of the head.</param>
    /// <param name="body">Learning rate of what learns of the body.</param>
    public static IReadOnlyList<Adam.ParamGroup> Groups(TransferNetwork network, double head, double body) =>
        [.. Learning(network).GroupBy(entry => IsIn(entry.name, network.HeadKey)).Select(group =>
            new Adam.ParamGroup(
                group.Select(entry => entry.parameter), new Adam.Options { LearningRate = group.Key ? head : body }))];

    private static IEnumerable<(string name, Parameter parameter)> Learning(nn.Module network) =>
        network.named_parameters().Where(entry => entry.parameter.requires_grad);

    private static bool IsIn(string parameter, string layer) => parameter.StartsWith(layer + ".", StringComparison.Ordinal);
}
