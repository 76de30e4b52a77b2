using System.Text.Json;

namespace Course.Vision;

/// <summary>
/// ImageNet on the disk: one folder a class, named by its WordNet number (n01440764), beside a file that gives each class its
/// index and its name. Labels are ImageNet's own, whichever classes are there, so they fit the scores of a network trained on all
/// of them.
/// </summary>
/// <remarks>J. Deng et al., "ImageNet: A Large-Scale Hierarchical Image Database" (2009). The index file is Keras's and PyTorch's
/// <c>imagenet_class_index.json</c>: <c>{"0": ["n01440764", "tench"], ...}</c>.</remarks>
public sealed class ImageNetFolder : ImageFolder
{
    /// <summary>Lists a folder's photos.</summary>
    /// <param name="path">Such as <c>imagenet/val</c>.</param>
    /// <param name="classIndex">Such as <c>imagenet_class_index.json</c>.</param>
    /// <param name="transform">What is done with each photo.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">The index file is none, or there are other classes or unreadable files.</exception>
    public ImageNetFolder(string path, string classIndex, Transform? transform = null) : base(path, transform)
    {
        var index = ReadIndex(classIndex);
        var labels = ClassNames.Select(folder => index.FindIndex(one => one[0] == folder)).ToList();
        if (labels.IndexOf(-1) is >= 0 and var strange)
            throw new InvalidDataException($"{path}: expected folders named as in {classIndex}, such as {index[0][0]}, found " +
                $"{ClassNames[strange]}. For folders of your own use ImageFolder.");
        (ClassNames, Labels) = ([.. index.Select(one => one[1])], [.. Labels.Select(label => labels[label])]);
    }

    /// <summary>WordNet number and name of each class, in index order.</summary>
    private static List<string[]> ReadIndex(string path)
    {
        try
        {
            var index = JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllBytes(path)) ?? [];
            var classes = Enumerable.Range(0, index.Count).Select(i => index[$"{i}"]).ToList();
            if (classes.Count > 0 && classes.TrueForAll(one => one is [{ Length: > 0 }, { Length: > 0 }]))
                return classes;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // not the file meant: said below
        }
        throw new InvalidDataException(
            $"{path}: expected a class index {{\"0\": [\"n01440764\", \"tench\"], \"1\": ...}}, found other content.");
    }
}
