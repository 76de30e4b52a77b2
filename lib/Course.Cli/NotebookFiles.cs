using Course.Notebooks;

namespace Course.Cli;

/// <param name="Path">Full path.</param>
/// <param name="Name">Folder and file without extension, as in "ko/5.2-fashion-mnist": where its outputs go.</param>
internal sealed record NotebookFile(string Path, string Name);

/// <summary>Turns what the user named into notebooks.</summary>
internal static class NotebookFiles
{
    /// <exception cref="CourseException">A path names nothing, no notebook, or two notebooks would share an output.</exception>
    public static IReadOnlyList<NotebookFile> Find(IEnumerable<string> paths)
    {
        var files = paths.SelectMany(Expand).Select(Path.GetFullPath).Distinct()
            .Select(path => new NotebookFile(path, NameOf(path))).ToList();
        if (files.GroupBy(file => file.Name).FirstOrDefault(group => group.Count() > 1) is { } clash)
            throw CourseException.Usage(
                "These notebooks would be written to the same place, so run them one at a time with different " +
                $"--out folders: {string.Join(", ", clash.Select(file => file.Path))}");
        return files;
    }

    public static Notebook Read(NotebookFile file) => IsDib(file.Path) ? DibFile.Read(file.Path) : Notebook.Read(file.Path);

    private static bool IsDib(string path) => path.EndsWith(".dib", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Expand(string path)
    {
        if (File.Exists(path))
            return IsDib(path) || path.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase)
                ? [path]
                : throw CourseException.Usage($"{path}: expected a notebook (.ipynb or .dib), found another kind of file.");
        if (!Directory.Exists(path))
            throw CourseException.Usage(
                $"{path}: there is no such notebook or folder. Notebooks of the kit lie in {Kit.Notebooks}.");
        // A learner's lab stops at the first answer that is not written yet: labs run when they are named.
        var found = Directory.EnumerateFiles(path, "*.ipynb", SearchOption.AllDirectories)
            .Where(file => !file.Contains(".ipynb_checkpoints", StringComparison.Ordinal)
            && !file.EndsWith("-lab.ipynb", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToList();
        return found.Count > 0 ? found : throw CourseException.Usage(
            $"{path}: the folder holds no notebook (.ipynb) but labs, which run when they are named.");
    }

    private static string NameOf(string path) => Path.Combine(
        Path.GetFileName(Path.GetDirectoryName(path)) ?? "", Path.GetFileNameWithoutExtension(path));
}
