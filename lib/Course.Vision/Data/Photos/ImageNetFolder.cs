using System.Text.Json;

namespace Course.Vision;

/// <summary>
/// ImageNet on the disk: one folder a class, named by its WordNet number (n01440764), beside a file that gives each class its index and its
/// name. Labels are ImageNet's own, whichever classes are there, so they fit the scores of a network trained on all of them.
/// </summary>
/// <remarks>J. Deng et al., "ImageNet: A Large-Scale Hierarchical Image Database" (2009). The index file is Keras's and PyTorch's
/// <c>imagenet_class_index.json</c>: <c>{"0": ["n01440764", "tench"], ...}</c>.</remarks>
public sealed class ImageNetFolder
{
    private const int MostBytes = 16 << 20, WnidLength = 9;

    /// <summary>Lists a folder's photos.</summary>
    /// <param name="path">Such as <c>imagenet/val</c>.</param>
    /// <param name="classIndex">Such as <c>imagenet_class_index.json</c>.</param>
    /// <param name="transform">What is done with each photo.</param>
    /// <param name="unreadable">What is done about files that are no usable pictures.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">The index file is none, or the folder holds other classes or unreadable files.</exception>
    public ImageNetFolder(string path, string classIndex, Transform? transform = null, Unreadable unreadable = Unreadable.Refuse)
    {
        (Wnids, ClassNames) = ReadIndex(classIndex);
        var photos = new ImageFolder(path, transform, unreadable);
        var labels = photos.ClassNames.Select(wnid => Array.IndexOf([.. Wnids], wnid)).ToList();
        var strange = photos.ClassNames.Where((_, i) => labels[i] < 0).ToList();
        if (strange.Count > 0)
            throw new InvalidDataException($"{path}: expected folders named as in {classIndex}, such as {Wnids[0]}, found " +
                $"{string.Join(", ", strange.Take(5))}{(strange.Count > 5 ? $" and {strange.Count - 5} more" : "")}. For folders of your own take ImageFolder.");
        Photos = photos.Relabelled(ClassNames, labels);
    }

    /// <summary>The photos, for <see cref="ImageBatches"/>.</summary>
    public ImageFolder Photos { get; }

    /// <summary>WordNet's number of each class, in index order.</summary>
    public IReadOnlyList<string> Wnids { get; }

    /// <summary>One name a class, in index order; two of ImageNet's have the same.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Reads a class-index file.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    private static (string[] Wnids, string[] Names) ReadIndex(string path)
    {
        InvalidDataException Wrong(string found) =>
            new($"{path}: expected a class index {{\"0\": [\"n01440764\", \"tench\"], \"1\": ...}}, found {found}.");
        if (new FileInfo(path) is { Exists: true, Length: > MostBytes } file) throw Wrong($"{file.Length:N0} bytes");
        Dictionary<string, string[]> index;
        try
        {
            index = JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllBytes(path), options) ?? throw Wrong("null");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException) // the latter for half a surrogate pair
        {
            throw Wrong(fault.Message.TrimEnd('.'));
        }

        var classes = Enumerable.Range(0, index.Count).Select(i => index.GetValueOrDefault($"{i}") ?? throw Wrong($"{index.Count} classes, but none with index {i}")).ToArray();
        if (classes.Length == 0) throw Wrong("no class");
        if (Array.FindIndex(classes, one => !IsClass(one)) is >= 0 and var wrong) throw Wrong($"at {wrong} [{string.Join(", ", classes[wrong])}]");
        if (classes.GroupBy(one => one[0]).FirstOrDefault(group => group.Count() > 1) is { } twice) throw Wrong($"{twice.Key} twice");
        return ([.. classes.Select(one => one[0])], [.. classes.Select(one => one[1])]);
    }

    private static bool IsClass(string[] one) => one is [{ Length: WnidLength } wnid, { Length: > 0 }] && wnid[0] == 'n' && wnid.Skip(1).All(char.IsAsciiDigit);

    private static readonly JsonSerializerOptions options = new() { AllowDuplicateProperties = false };
}
