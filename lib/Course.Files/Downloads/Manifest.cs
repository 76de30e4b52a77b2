using System.Text.Json;

namespace Course.Files;

/// <summary>data/manifest.json: every data set and weight file the kit can fetch, with addresses, sizes and checksums.</summary>
/// <param name="DataSets">The data sets in the file's order.</param>
public sealed record Manifest(IReadOnlyList<DataSet> DataSets)
{
    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>The data set of this name.</summary>
    /// <param name="name">Its name and folder, as <c>fashion-mnist</c>.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public DataSet this[string name] => DataSets.FirstOrDefault(set => set.Name == name) ??
        throw new ArgumentException("Expected a data set of the manifest " +
            $"({string.Join(", ", DataSets.Select(set => set.Name))}), found \"{name}\".", nameof(name));

    /// <summary>Reads the manifest.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is no valid manifest.</exception>
    public static Manifest Load(string path)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<Manifest>(File.ReadAllText(path), json) ??
                throw new JsonException("null");
            foreach (var set in manifest.DataSets)
            {
                if (!DataFile.IsBare(set.Name))
                    throw new JsonException($"a data set needs a bare name (\"{set.Name}\")");
                foreach (var file in set.Files)
                    file.Check(needsAddress: !set.Shipped);
            }
            return manifest;
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException(
                $"{path}: expected a manifest as data/README.md describes it, found: {fault.Message}", fault);
        }
    }
}

/// <summary>One data set of the manifest.</summary>
/// <param name="Name">Its name, and that of its folder below the data folder.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Licence">Under which terms it may be used.</param>
/// <param name="Homepage">Where it is described.</param>
/// <param name="Files">Its files.</param>
/// <param name="Shipped">True where the files are part of the kit.</param>
public sealed record DataSet(
    string Name, string Title, string Licence, string Homepage, IReadOnlyList<DataFile> Files, bool Shipped = false)
{
    /// <summary>The file of this name.</summary>
    /// <param name="name">As <c>train-images-idx3-ubyte.gz</c>.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public DataFile this[string name] => Files.FirstOrDefault(file => file.Name == name) ??
        throw new ArgumentException($"Expected a file of {Title} " +
            $"({string.Join(", ", Files.Select(file => file.Name))}), found \"{name}\".", nameof(name));
}
