using System.Text;

namespace Course.Files;

/// <summary>
/// The zip form that <c>torch.save</c> writes since PyTorch 1.6: <c>NAME/data.pkl</c> describes the tensors, <c>NAME/data/0</c>,
/// <c>NAME/data/1</c> ... hold their bytes, stored and aligned.
/// </summary>
internal static class TorchArchive
{
    private const long LargestPickle = 256 << 20;

    public static object? Read(FileStream file)
    {
        var entries = new ZipDirectory(file).Read();
        var pickles = entries.Keys.Where(name => name.EndsWith("/data.pkl", StringComparison.Ordinal)).ToList();
        if (pickles.Count != 1)
            throw new InvalidDataException(
                $"{file.Name}: a zip file, but not one of PyTorch's: expected one entry NAME/data.pkl, found {pickles.Count}.");
        var root = pickles[0][..^"data.pkl".Length];
        if (entries.ContainsKey(root + "constants.pkl"))
            throw new InvalidDataException(
                $"{file.Name}: a TorchScript program, not a state dict. In Python: "
                    + "torch.save(torch.jit.load(file).state_dict(), other).");
        CheckByteOrder(file, entries, root);

        var world = new PickleWorld(file.Name);
        using var pickle = new MemoryStream(Content(file, entries[pickles[0]], pickles[0], LargestPickle));
        var tree = new PickleMachine(pickle, world).Run();
        foreach (var storage in world.Storages.Values)
        {
            if (!entries.TryGetValue(root + "data/" + storage.Key, out var region))
                throw world.Damaged($"the entry data/{storage.Key} is missing");
            if (region.Length < storage.Bytes)
                throw world.Damaged($"data/{storage.Key} has {region.Length} bytes, its tensors need {storage.Bytes}");
            storage.Region = region;
        }

        return tree;
    }

    private static void CheckByteOrder(FileStream file, Dictionary<string, FileRegion> entries, string root)
    {
        if (!entries.TryGetValue(root + "byteorder", out var region))
            return; // files older than PyTorch 2.1 are little-endian
        var order = Encoding.ASCII.GetString(Content(file, region, "byteorder", 100));
        if (order != "little")
            throw new InvalidDataException(
                $"{file.Name}: byte order '{order}'; only little-endian files are read. Save it again on an ordinary computer.");
    }

    private static byte[] Content(FileStream file, FileRegion region, string name, long limit)
    {
        if (region.Length > limit)
            throw new InvalidDataException(
                $"{file.Name}: entry '{name}' has {region.Length:N0} bytes; at most {limit:N0} are read.");
        region.Verify(file, name);
        var bytes = new byte[region.Length];
        region.Read(file, content => content.ReadExactly(bytes));
        return bytes;
    }
}
