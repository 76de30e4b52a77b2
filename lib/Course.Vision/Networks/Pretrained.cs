namespace Course.Vision;

/// <summary>
/// Networks with the weights that their makers trained on ImageNet's 1,000 classes, and the kit's own <c>kitnet</c>, whose
/// weights come with the kit.
/// </summary>
public static class Pretrained
{
    /// <summary>The weight files' name in the manifest, and that of their folder below the data folder.</summary>
    public const string Folder = "weights";

    /// <summary>Makes a network and fills it from its weight file; in evaluation mode.</summary>
    /// <param name="name">torchvision's name, such as <c>resnet50</c>; <see cref="NetworkSheet.All"/> lists them.</param>
    /// <param name="path">A weight file of your own; by default the manifest's, in the data folder, checked against its
    /// SHA-256.</param>
    /// <param name="classes">How many classes the file's head tells apart, by default those of the published file. For another
    /// head call <c>ReplaceHead</c> afterwards.</param>
    /// <param name="download">Fetches the manifest's file where it is absent.</param>
    /// <param name="convertTypes">Allows a file with other floating types, such as float16.</param>
    /// <exception cref="ArgumentException">There is no network of this name.</exception>
    /// <exception cref="FileNotFoundException">The file is not there; the message says where it belongs.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or does not fit the network; every mismatch is
    /// listed.</exception>
    /// <exception cref="DownloadException">The file could not be fetched.</exception>
    public static TransferNetwork Load(
        string name, string? path = null, int? classes = null, bool download = false, bool convertTypes = false)
    {
        var sheet = NetworkSheet.Of(name);
        var file = WeightFile.Load(path ?? Find(sheet, download));
        var network = sheet.Make(classes ?? sheet.Classes);
        try
        {
            file = file.StateDict(network).Renamed("last_linear.", "fc."); // Cadene's name of Xception's head
            file.Into(network, convertTypes, advice: HeadAdvice(file.Entries, network));
            network.eval();
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static string Find(NetworkSheet sheet, bool download)
    {
        var weights = DataFolder.Manifest[sheet.Folder];
        var file = weights[sheet.File];
        var path = Path.Combine(DataFolder.Of(weights), file.Name);
        if (download && !weights.Shipped)
            return new Download().Fetch(file, DataFolder.Of(weights));
        if (!File.Exists(path) && weights.Shipped)
            throw new FileNotFoundException($"The weights of {sheet.Name} are a part of the kit, but {path} is missing: "
                + "take it from the kit's repository again.", path);
        if (!File.Exists(path))
            throw new FileNotFoundException(
                $"The weights of {sheet.Name} are not on this machine: expected {path}. With a network, "
                + $"call Pretrained.Load(\"{sheet.Name}\", download: true). Without one, fetch {file.Urls[0]} elsewhere and put "
                + "it there, "
                + "or give the path of a file you have: Pretrained.Load(name, path).", path);
        if (file.Fault(path) is { } fault)
            throw new InvalidDataException(
                $"{path}: {fault}. It has the published file's name and is another: read a file of your own "
                + $"by its path, Pretrained.Load(\"{sheet.Name}\", path); a damaged one delete and fetch again, by download: "
                + "true.");
        return path;
    }

    /// <summary>A file for another number of classes is the usual mistake, and has a usual remedy.</summary>
    private static string? HeadAdvice(IReadOnlyList<WeightEntry> entries, TransferNetwork network)
    {
        var head = entries.FirstOrDefault(e => e.Name == network.HeadKey + ".weight");
        if (head is null || head.Shape.Count == 0 || head.Shape[0] == network.Classes)
            return null;
        return $"The file's head tells {head.Shape[0]} classes apart, this network's {network.Classes}. Make the network with "
            + $"{head.Shape[0]} classes, load the file, then call ReplaceHead({network.Classes}).";
    }
}
