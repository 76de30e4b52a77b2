using System.Security.Cryptography;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Saves a training and takes it up again: the network's state dict, Adam's memory and the epoch, in a safetensors file, which
/// PyTorch reads too. Loading checks everything first: a damaged file or another network changes nothing.
/// </summary>
public static class Checkpoint
{
    private const string OptimizerKeys = "optimizer.";

    /// <summary>Writes a checkpoint; an older file of this name is replaced only when the new one is complete.</summary>
    /// <param name="path">The file, such as <c>fashion-cnn.safetensors</c>.</param>
    /// <param name="network">What was trained.</param>
    /// <param name="optimizer">Its Adam, to go on training later; or null.</param>
    /// <param name="epoch">Epochs trained so far.</param>
    /// <exception cref="ArgumentException">The optimizer is not Adam.</exception>
    public static void Save(string path, nn.Module network, optim.Optimizer? optimizer = null, int epoch = 0)
    {
        using var scope = NewDisposeScope();
        var tensors = Tensors(network, optimizer);
        WeightFile.Save(path, tensors.Select(entry => (entry.Key, entry.Value)), new Dictionary<string, string>
        {
            ["epoch"] = $"{epoch}",
            ["network"] = network.GetName(),
            ["sha256"] = Hash(tensors),
        });
    }

    /// <summary>Brings network and optimizer back to the state that was saved.</summary>
    /// <param name="path">A file that <see cref="Save"/> wrote.</param>
    /// <param name="network">A network of the same layers.</param>
    /// <param name="optimizer">Its Adam, or null to leave Adam's memory in the file.</param>
    /// <returns>The epoch given to <see cref="Save"/>.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or is of another network; nothing was changed.</exception>
    public static int Load(string path, nn.Module network, optim.Optimizer? optimizer = null)
    {
        using var scope = NewDisposeScope();
        var file = WeightFile.Load(path);
        if (!int.TryParse(file.Values.GetValueOrDefault("epoch") as string, out var epoch))
            throw new InvalidDataException($"{path}: expected a checkpoint with its epoch, found none. Was it written by Checkpoint.Save?");
        var saved = file.Tensors();
        if (Hash(saved) != file.Values.GetValueOrDefault("sha256") as string)
            throw new InvalidDataException($"{path} is damaged: its numbers have another SHA-256 than it says. Use another copy, or train again.");
        var wanted = Tensors(network, optimizer);
        var present = optimizer is null ? saved.Keys.Where(key => !key.StartsWith(OptimizerKeys, StringComparison.Ordinal)) : saved.Keys;
        Compare(path, network, wanted, saved, present);
        using var noGradients = no_grad();
        foreach (var (key, tensor) in wanted)
            tensor.copy_(saved[key]);
        foreach (var (state, i) in States(optimizer).Select((state, i) => (state, i)))
            state.step = saved[$"{OptimizerKeys}{i}.step"].ToInt64();
        return epoch;
    }

    private static Dictionary<string, Tensor> Tensors(nn.Module network, optim.Optimizer? optimizer)
    {
        var tensors = network.state_dict();
        foreach (var (state, i) in States(optimizer).Select((state, i) => (state, i)))
        {
            tensors[$"{OptimizerKeys}{i}.step"] = tensor(state.step);
            tensors[$"{OptimizerKeys}{i}.exp_avg"] = state.exp_avg;
            tensors[$"{OptimizerKeys}{i}.exp_avg_sq"] = state.exp_avg_sq;
        }
        return tensors;
    }

    /// <summary>SHA-256 of all numbers in the order of their names: a flipped bit is found, where safetensors would not notice.</summary>
    private static string Hash(Dictionary<string, Tensor> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (_, tensor) in tensors.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            using var plain = tensor.detach().cpu().contiguous();
            hash.AppendData(plain.bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static List<Adam.State> States(optim.Optimizer? optimizer) => optimizer switch
    {
        null => [],
        Adam adam => [.. adam.state_dict().State.Cast<Adam.State>()],
        _ => throw new ArgumentException($"Expected Adam or FusedAdam, found {optimizer.GetType().Name}: its memory can't be saved. " +
            "Leave the optimizer out to save the network alone."),
    };

    private static void Compare(string path, nn.Module network, Dictionary<string, Tensor> wanted, Dictionary<string, Tensor> saved,
        IEnumerable<string> present)
    {
        var differences = wanted.Keys.Except(saved.Keys).Select(key => $"{key} is missing")
            .Concat(present.Except(wanted.Keys).Select(key => $"{key} is not in the network"))
            .Concat(wanted.Where(one => saved.TryGetValue(one.Key, out var other) && Kind(one.Value) != Kind(other))
                .Select(one => $"{one.Key} is {Kind(saved[one.Key])}, not {Kind(one.Value)}")).ToList();
        if (differences.Count > 0)
            throw new InvalidDataException($"{path}: expected a checkpoint of {network.GetName()}, but {string.Join("; ", differences.Take(3))}" +
                $"{(differences.Count > 3 ? $"; and {differences.Count - 3} more" : "")}. Build the network that was saved, or choose another file.");
    }

    private static string Kind(Tensor tensor) => $"{tensor.dtype} {Expect.Shape(tensor)}";
}
