using System.Security.Cryptography;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// A network's state dict in a safetensors file, which PyTorch reads too. Loading checks everything first: a damaged file or one
/// of another network changes nothing.
/// </summary>
internal static class Checkpoint
{
    /// <summary>Writes a checkpoint; an older file of this name is replaced only when the new one is complete.</summary>
    public static void Save(string path, nn.Module network)
    {
        using var scope = NewDisposeScope();
        var tensors = network.state_dict();
        WeightFile.Save(path, tensors.Select(entry => (entry.Key, entry.Value)), new Dictionary<string, string>
        {
            ["network"] = network.GetName(),
            ["sha256"] = Hash(tensors),
        });
    }

    /// <summary>Brings the network back to the state that was saved.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or is of another network; nothing was changed.</exception>
    public static void Load(string path, nn.Module network)
    {
        using var scope = NewDisposeScope();
        var file = WeightFile.Load(path);
        var saved = file.Tensors();
        if (file.Values.GetValueOrDefault("sha256") as string is not { } hash)
            throw new InvalidDataException(
                $"{path}: expected a checkpoint with its SHA-256, found none. Was it written by Checkpoints.Save?");
        if (hash != Hash(saved))
            throw new InvalidDataException(
                $"{path} is damaged: the SHA-256 of its numbers is not the one it states. Use another copy, or train again.");
        var wanted = network.state_dict();
        Compare(path, network, wanted, saved);
        using var noGradients = no_grad();
        foreach (var (key, tensor) in wanted)
            tensor.copy_(saved[key]);
    }

    /// <summary>
    /// SHA-256 of all numbers in the order of their names: a flipped bit is found, where safetensors would not notice.
    /// </summary>
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

    private static void Compare(
        string path, nn.Module network, Dictionary<string, Tensor> wanted, Dictionary<string, Tensor> saved)
    {
        var differences = wanted.Keys.Except(saved.Keys).Select(key => $"{key} is missing")
            .Concat(saved.Keys.Except(wanted.Keys).Select(key => $"{key} is not in the network"))
            .Concat(wanted.Where(one => saved.TryGetValue(one.Key, out var other) && Kind(one.Value) != Kind(other))
                .Select(one => $"{one.Key} is {Kind(saved[one.Key])}, not {Kind(one.Value)}")).ToList();
        if (differences.Count > 0)
            throw new InvalidDataException(
                $"{path}: expected a checkpoint of {network.GetName()}, but {string.Join("; ", differences.Take(3))}" +
                $"{(differences.Count > 3 ? $"; and {differences.Count - 3} more" : "")}. Build the network that was saved, or "
                + "choose another file.");
    }

    private static string Kind(Tensor tensor) => $"{tensor.dtype} {Expect.Shape(tensor)}";
}
