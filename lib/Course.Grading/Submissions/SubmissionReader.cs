using System.Globalization;

namespace Course.Grading;

/// <summary>
/// Finds submissions in what the teacher names: one notebook, a folder of notebooks (one a learner, or a folder a learner),
/// nbgrader's <c>submitted/STUDENT/ASSIGNMENT/</c>, or a zip of any of these. Nothing is unpacked, links are not followed, and what
/// can't be taken is a submission with a fault, so that it has its row.
/// </summary>
public static class SubmissionReader
{
    /// <summary>A notebook with its outputs stays far below; what is larger is no solution of a lab.</summary>
    public const long LargestNotebook = 32 << 20;

    /// <param name="lab">Of several notebooks of a learner, the one called like the lab is meant.</param>
    public static IReadOnlyList<SubmissionFile> Find(IEnumerable<string> paths, Lab lab)
    {
        var found = paths.SelectMany(path => Of(path, lab)).OrderBy(file => file.Student, StringComparer.Ordinal).ThenBy(file => file.Source, StringComparer.Ordinal).ToList();
        var twice = found.GroupBy(file => file.Student).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        return [.. found.Select((file, i) => twice.Contains(file.Student) ? Doubtful(file, lab.Words, found.Take(i).Count(other => other.Student == file.Student)) : file)];
    }

    // Nobody can say which of the two is meant, or whether they are two people.
    private static SubmissionFile Doubtful(SubmissionFile file, Words words, int before) => new(before == 0 ? file.Student : $"{file.Student} ({before + 1})", file.Source, null,
        file.Fault ?? words["SameId", file.Student], file.Submitted);

    private static IEnumerable<SubmissionFile> Of(string path, Lab lab)
    {
        if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) && File.Exists(path)) return ZipSubmissions.Find(path, lab);
        if (File.Exists(path)) return [Notebook(path, lab.Words, Path.GetFileNameWithoutExtension(path) is var name && name == lab.Name ? Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))!) : name)];
        if (Directory.Exists(path)) return OfFolder(path, lab);
        throw new LabException($"{path}: expected submissions (a notebook, a folder, a zip), found nothing there. Check the path.");
    }

    private static List<SubmissionFile> OfFolder(string folder, Lab lab)
    {
        var files = new List<SubmissionFile>();
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (entry.Name.StartsWith('.') || entry is FileInfo && entry.LinkTarget is null && !IsNotebook(entry.Name)) continue;
            var student = entry is FileInfo ? Path.GetFileNameWithoutExtension(entry.Name) : entry.Name;
            if (entry.LinkTarget is not null) files.Add(new(student, entry.FullName, null, lab.Words["Link"]));
            else if (entry is FileInfo) files.Add(Notebook(entry.FullName, lab.Words, student));
            else files.Add(OfStudent((DirectoryInfo)entry, lab));
        }
        return files;
    }

    // STUDENT/lab.ipynb, STUDENT/ASSIGNMENT/lab.ipynb, or the only notebook there is.
    private static SubmissionFile OfStudent(DirectoryInfo folder, Lab lab)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, MaxRecursionDepth = 4 };
        var all = folder.EnumerateFiles("*", options).Where(file => IsNotebook(file.Name) && !file.FullName.Contains(".ipynb_checkpoints", StringComparison.Ordinal)).ToList();
        var named = all.Where(file => Path.GetFileNameWithoutExtension(file.Name) == lab.Name).ToList();
        var chosen = named.Count > 0 ? named : all;
        if (chosen.Count == 1) return Notebook(chosen[0].FullName, lab.Words, folder.Name) with { Submitted = Timestamp(chosen[0]) };
        var links = folder.EnumerateFiles("*.ipynb", SearchOption.AllDirectories).Any(file => file.LinkTarget is not null);
        return new(folder.Name, folder.FullName, null, chosen.Count > 1
            ? lab.Words["Several", lab.Name, chosen.Count, string.Join(", ", chosen.Take(5).Select(file => Path.GetRelativePath(folder.FullName, file.FullName)))]
            : links ? lab.Words["Link"] : lab.Words["NoFile", lab.Name]);
    }

    private static SubmissionFile Notebook(string path, Words words, string student) => new(student, path, () => ReadFile(path, words));

    private static byte[] ReadFile(string path, Words words)
    {
        var info = new FileInfo(path);
        if (info.LinkTarget is not null) throw new UngradableException(words["Link"]);
        return info.Length <= LargestNotebook ? File.ReadAllBytes(path) : throw TooLarge(info.Length, words);
    }

    internal static UngradableException TooLarge(long length, Words words) => new(words["TooLarge", length >> 20, LargestNotebook >> 20]);

    internal static bool IsNotebook(string name) => name.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase);

    private static DateTimeOffset? Timestamp(FileInfo notebook)
    {
        var file = new FileInfo(Path.Combine(notebook.DirectoryName!, "timestamp.txt"));
        return file is { Exists: true, Length: < 200, LinkTarget: null } ? ParseTimestamp(File.ReadAllText(file.FullName)) : null;
    }

    /// <summary>nbgrader writes "2026-11-25 08:00:00.000000 UTC" or with a zone's name; without one it is UTC.</summary>
    internal static DateTimeOffset? ParseTimestamp(string text) =>
        DateTimeOffset.TryParse(text.Trim().Replace(" UTC", "Z", StringComparison.Ordinal), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
