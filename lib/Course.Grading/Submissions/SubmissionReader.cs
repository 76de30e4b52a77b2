namespace Course.Grading;

/// <summary>
/// Finds submissions in what the teacher names: one notebook, a folder of notebooks (one a learner, or a folder, a zip, or a
/// clone of the released repository a learner), nbgrader's <c>submitted/STUDENT/ASSIGNMENT/</c>, what Canvas and Moodle give out,
/// or a zip of any of these. Nothing is unpacked, links are not followed, and what can't be taken is a submission with a fault,
/// so that it has its row.
/// </summary>
public static class SubmissionReader
{
    /// <summary>A notebook with its outputs stays far below; what is larger is no solution of a lab.</summary>
    public const long LargestNotebook = 32 << 20;

    /// <param name="lab">Of several notebooks of a learner, the one called like the lab is meant.</param>
    public static IReadOnlyList<SubmissionFile> Find(IEnumerable<string> paths, Lab lab)
    {
        var found = paths.SelectMany(path => Of(path, lab)).OrderBy(file => file.Student, StringComparer.Ordinal)
            .ThenBy(file => file.Source, StringComparer.Ordinal).ToList();
        found = [.. found.GroupBy(file => file.Student).SelectMany(NamesakesApart)];
        var names = found.Select(file => file.Student).ToHashSet();
        return [.. found.GroupBy(file => file.Student)
            .SelectMany(group => group.Count() == 1 ? group : Doubtful(group, names, lab.Words))
            .OrderBy(file => file.Student, StringComparer.Ordinal)];
    }

    internal static string TooLarge(long length, Words words) => words["TooLarge", length >> 20, LargestNotebook >> 20];

    // Two learners of one name: the platform tells them apart.
    private static IEnumerable<SubmissionFile> NamesakesApart(IGrouping<string, SubmissionFile> group) =>
        group.Select(file => file.Platform).Distinct().Count() is var numbers && numbers > 1
        && group.All(file => file.Platform is not null)
            ? group.Select(file => file with { Student = $"{file.Student} {file.Platform}" }) : group;

    // Nobody can say which of the two is meant, or whether they are two people. Each has a row, and nobody else's.
    private static IEnumerable<SubmissionFile> Doubtful(IEnumerable<SubmissionFile> same, HashSet<string> names, Words words)
    {
        var number = 2;
        foreach (var (i, file) in same.Index())
        {
            var student = file.Student;
            while (i > 0 && !names.Add(student)) student = $"{file.Student} ({number++})";
            yield return file with { Student = student, Read = null, Fault = file.Fault ?? words["SameId", file.Student] };
        }
    }

    private static IEnumerable<SubmissionFile> Of(string path, Lab lab)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (File.Exists(full) && full.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            return OfZip(full, lab);
        if (File.Exists(full))
        {
            var entry = FolderEntries.File(new FileInfo(full), full, lab.Words);
            return [LearnersFile.Choose(
                entry.IsLabs(lab) && entry.Above is [.., var folder] ? folder : entry.Stem, [entry], lab)];
        }
        return Directory.Exists(full) ? OfFolder(full, lab)
            : throw new LabException(
                $"{path}: expected submissions (a notebook, a folder, a zip), found nothing there. Check the path.");
    }

    private static IEnumerable<SubmissionFile> OfFolder(string folder, Lab lab)
    {
        var entries = FolderEntries.Read(folder, lab.Words);
        if (entries.Any(entry => entry.IsInRepository && entry.Above.Length == 0)) // a learner's clone
            return [LearnersFile.Choose(Path.GetFileName(folder), entries, lab)];
        var learners = Directory.EnumerateDirectories(folder).Select(Path.GetFileName).OfType<string>()
            .Where(name => !name.StartsWith('.') && new DirectoryInfo(Path.Combine(folder, name)).LinkTarget is null)
            .ToDictionary(name => name, _ => new List<Entry>());
        foreach (var entry in entries.Where(entry => entry.Parts.Length > 1 || entry.IsNotebook || entry.IsZip || IsLink(entry)))
            Add(learners, entry.Parts.Length > 1 ? entry.Parts[0] : IsLink(entry)
                && !entry.IsNotebook ? entry.File : NameOfFile(entry), entry);
        return Learners(learners, lab);

        bool IsLink(Entry entry) => entry.Fault == lab.Words["Link"];
    }

    private static IEnumerable<SubmissionFile> OfZip(string zip, Lab lab)
    {
        var entries = ZipEntries.Read(zip, lab.Words).Where(entry => !entry.IsNoise && !entry.Name.EndsWith('/')).ToList();
        var submitted = entries.Where(entry => entry.IsNotebook || entry.IsZip).ToList();
        var own = LearnerName.WithoutBranch(Path.GetFileNameWithoutExtension(zip));
        if (submitted.Exists(entry => entry.IsInRepository && entry.Above.Length == 0))
            return [LearnersFile.Choose(own, entries, lab)];
        var common = CommonFolders(submitted.FindAll(entry => entry.Fault is null)
            .ConvertAll(entry => IsNamedByItsFolder(entry) ? entry.Above : [.. entry.Above, entry.File]), lab);
        var learners = new Dictionary<string, List<Entry>>();
        foreach (var entry in submitted)
            Add(learners, Learner(entry), entry);
        foreach (var entry in entries.Where(entry => !entry.IsNotebook && !entry.IsZip && entry.Parts.Length > common + 1))
            if (learners.TryGetValue(Learner(entry), out var files))
                files.Add(entry);
            else if (LearnerName.Of(entry.Parts[common]).Platform is not null)
                Add(learners, entry.Parts[common], entry); // no notebook, but a learner
        return Learners(learners, lab);

        string Learner(Entry entry) => entry.Above.Length > common ? LearnerName.WithoutBranch(entry.Above[common])
            : IsNamedByItsFolder(entry) ? own : NameOfFile(entry);

        bool IsNamedByItsFolder(Entry entry) =>
            entry.IsInRepository || entry.IsLabs(lab) && LearnerName.Of(entry.Stem).Platform is null;
    }

    // submitted/alice/..., submitted/bob/...: the folders that all share are no learner, unless there is nothing below them.
    private static int CommonFolders(List<string[]> folders, Lab lab)
    {
        for (var common = 0; ; common++)
        {
            var level = common;
            if (folders.Count == 0 || !folders.TrueForAll(path => path.Length > level && path[level] == folders[0][level]))
                return common;
            var several = folders.TrueForAll(path => path.Length > level + 1)
                && folders.Select(path => path[level + 1]).Distinct().Count() > 1;
            var alone = folders.TrueForAll(path => path.Length > level + 2 && path[level + 2] == lab.Name
                || path[level] == "submitted" && path.Length > level + 1);
            if (!several && !alone)
                return common;
            if (folders.TrueForAll(path => path is [.., "ko" or "en"] && path.Length == level + 2))
                return common; // a learner's two languages
        }
    }

    private static string NameOfFile(Entry entry) => entry.IsZip ? LearnerName.WithoutBranch(entry.Stem) : entry.Stem;

    private static void Add(Dictionary<string, List<Entry>> learners, string name, Entry entry) =>
        (learners.TryGetValue(name, out var files) ? files : learners[name] = []).Add(entry);

    // What a platform hands out of one learner in several folders or files belongs together.
    private static IEnumerable<SubmissionFile> Learners(Dictionary<string, List<Entry>> learners, Lab lab) => learners
        .GroupBy(learner => LearnerName.Of(learner.Key) is { Platform: { } number } name ? $"{name.Student}\0{number}"
        : learner.Key)
        .Select(group => LearnersFile.Choose(group.First().Key, [.. group.SelectMany(learner => learner.Value)], lab)
            is var file && group.Any(learner => LearnerName.Of(learner.Key).IsLate)
            ? file with { Notes = [.. file.Notes, lab.Words["Late"]] } : file);
}
