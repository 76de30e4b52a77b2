namespace Course.Grading;

/// <summary>What lies in a folder, in order of the names.</summary>
internal static class FolderEntries
{
    private const int deepest = 8, most = 100_000;
    private static readonly EnumerationOptions everything = new() { AttributesToSkip = 0, IgnoreInaccessible = true };

    public static IReadOnlyList<Entry> Read(string folder, Words words) =>
        [.. Below(new DirectoryInfo(folder), "", 0, words).Take(most)];

    public static Entry File(FileInfo file, string name, Words words) => new(name, file.FullName, file.OpenRead)
    {
        Fault = file.LinkTarget is not null ? words["Link"]
            : file.Exists && file.Length > SubmissionReader.LargestNotebook
            && !name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)
            ? SubmissionReader.TooLarge(file.Length, words) : null,
    };

    // A link to a folder counts as a file: it is not followed.
    private static IEnumerable<Entry> Below(DirectoryInfo folder, string name, int depth, Words words)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos("*", everything)
            .OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (entry.Name.StartsWith('.'))
                continue;
            if (entry is FileInfo || entry.LinkTarget is not null)
            {
                yield return File(new FileInfo(entry.FullName), name + entry.Name, words);
            }
            else if (depth < deepest)
            {
                foreach (var inner in Below((DirectoryInfo)entry, $"{name}{entry.Name}/", depth + 1, words)) yield return inner;
            }
        }
    }
}
