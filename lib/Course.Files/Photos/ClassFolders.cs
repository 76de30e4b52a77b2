namespace Course.Files;

/// <summary>
/// Finds classes and image files as torchvision's ImageFolder does: each folder is a class, named by its name, and may hold
/// further folders; all is sorted by character codes, on every machine the same. Hidden files and folders do not count.
/// </summary>
public static class ClassFolders
{
    /// <summary>The endings torchvision looks for.</summary>
    private static readonly string[] endings = [".jpg", ".jpeg", ".png", ".ppm", ".bmp", ".pgm", ".tif", ".tiff", ".webp"];

    /// <summary>The classes of a folder and its image files, class by class, each with its class's index.</summary>
    /// <param name="folder">The folder with a folder for each class.</param>
    /// <param name="classNames">The classes in index order; by default those of the training folder beside it, where that has
    /// more than this one and all of this one's (a test set that lacks a class must not number anew), else its own.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">It does not hold at least two class folders with images in each, or other classes
    /// than those named.</exception>
    public static (IReadOnlyList<string> ClassNames, IReadOnlyList<(string Path, int Label)> Files) In(
        string folder, IReadOnlyList<string>? classNames = null)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"{folder}: expected a folder with one folder a class, found " +
                $"{(File.Exists(folder) ? "a file. Unpack it first if it is an archive" : "nothing. Check the path")} " +
                $"(the current folder is {Directory.GetCurrentDirectory()}).");
        var classes = Folders(folder).Select(path => (Name: Path.GetFileName(path), Files: Images(path).ToArray())).ToList();
        var own = classes.ConvertAll(one => one.Name);
        List<string> names = [.. classNames ?? OfTraining(folder, own) ?? own];
        if (names.Count < 2 || own.Count == 0)
            throw new InvalidDataException($"{folder}: expected at least two class folders, found {Contents(folder, classes)}");
        if (own.Except(names).ToList() is [_, ..] strange)
            throw new InvalidDataException($"{folder}: expected the classes {string.Join(", ", names)}, found " +
                $"{string.Join(", ", strange)} as well. Rename or remove what is no class, or number both sets by all names.");
        var empty = classes.Where(one => one.Files.Length == 0).Select(one => one.Name).ToList();
        if (empty.Count > 0)
            throw new InvalidDataException(
                $"{folder}: expected images in every class folder, found none in {string.Join(", ", empty)} " +
                $"(they end in {string.Join(", ", endings)}). Put images there or delete the empty folder.");
        return (names, [.. from one in classes from file in one.Files select (file, names.IndexOf(one.Name))]);
    }

    /// <summary>The classes of the folder "train" or "training" beside a folder, if these are some of them.</summary>
    private static List<string>? OfTraining(string folder, List<string> own)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (Path.GetDirectoryName(path) is not { } above)
            return null;
        var training = Folders(above).FirstOrDefault(beside =>
            beside != path && Path.GetFileName(beside).ToLowerInvariant() is "train" or "training");
        var names = training == null ? [] : Folders(training).Select(one => Path.GetFileName(one)!).ToList();
        return own.Count < names.Count && !own.Except(names).Any() ? names : null;
    }

    private static IEnumerable<string> Folders(string folder) =>
        Directory.EnumerateDirectories(folder, "*", new EnumerationOptions()).Order(StringComparer.Ordinal);

    /// <summary>A folder's own images first, then those of each folder in it.</summary>
    private static IEnumerable<string> Images(string folder, int depth = 0)
    {
        const int Deepest = 40; // a link to a folder above would lead round and round
        var own = Directory.EnumerateFiles(folder, "*", new EnumerationOptions())
            .Where(file => endings.Contains(Path.GetExtension(file).ToLowerInvariant())).Order(StringComparer.Ordinal);
        return depth == Deepest ? own : own.Concat(Folders(folder).SelectMany(inner => Images(inner, depth + 1)));
    }

    private static string Contents(string folder, List<(string Name, string[] Files)> classes)
    {
        if (classes is [var (name, _)])
            return Folders(Path.Combine(folder, name)).Skip(1).Any()
                ? $"only {name}, which holds folders itself. Is {Path.Combine(folder, name)} the folder meant?"
                : $"only {name}. One class leaves nothing to tell apart: add another.";
        var images = Images(folder).Count();
        return images > 0 ? $"{images} image(s) and no folder. Move the images of each class into a folder with the class's name."
            : "no folder and no image. Check the path.";
    }
}
