using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>A folder with a checkpoint of each epoch, so that the best of them can be chosen afterwards.</summary>
/// <param name="folder">The folder; made where it is absent.</param>
public sealed class Checkpoints(string folder)
{
    /// <summary>The folder.</summary>
    public string Folder { get; } = Directory.CreateDirectory(folder).FullName;

    /// <summary>Writes the checkpoint of an epoch, replacing an older one.</summary>
    /// <returns>The file's path.</returns>
    public string Save(nn.Module network, int epoch)
    {
        Checkpoint.Save(PathOf(epoch), network);
        return PathOf(epoch);
    }

    /// <summary>Brings the network to the state it had after an epoch.</summary>
    /// <exception cref="FileNotFoundException">There is no checkpoint of this epoch.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or is of another network; nothing was changed.</exception>
    public void Load(nn.Module network, int epoch) => Checkpoint.Load(PathOf(epoch), network);

    /// <summary>The epochs that have a checkpoint, in their order.</summary>
    public IReadOnlyList<int> Epochs => [.. Directory.EnumerateFiles(Folder, "epoch-*.safetensors")
        .Select(file => int.TryParse(Path.GetFileNameWithoutExtension(file)["epoch-".Length..], out var epoch) ? epoch : -1)
        .Where(epoch => epoch >= 0).Order()];

    /// <summary>Loads every checkpoint in turn and evaluates it. Afterwards the network is what it was before.</summary>
    /// <param name="network">A network of the same layers.</param>
    /// <param name="evaluate">Mean loss and accuracy in per cent, such as <c>trainer.Evaluate(test)</c>.</param>
    /// <returns>One line a checkpoint.</returns>
    public IReadOnlyList<(int Epoch, double Loss, double Accuracy)> Evaluate(
        nn.Module network, Func<(double Loss, double Accuracy)> evaluate)
    {
        using var scope = NewDisposeScope();
        var before = network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());
        var found = new List<(int, double, double)>();
        try
        {
            foreach (var epoch in Epochs)
            {
                Load(network, epoch);
                var (loss, accuracy) = evaluate();
                found.Add((epoch, loss, accuracy));
            }
        }
        finally
        {
            using var noGradients = no_grad();
            foreach (var (key, tensor) in network.state_dict())
                tensor.copy_(before[key]);
        }
        return found;
    }

    private string PathOf(int epoch) => Path.Combine(Folder, $"epoch-{epoch:00}.safetensors");
}
