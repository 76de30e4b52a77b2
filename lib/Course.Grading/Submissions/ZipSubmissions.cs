using System.IO.Compression;

namespace Course.Grading;

/// <summary>Submissions in a zip. Entries are read into memory, never written under the names they claim.</summary>
internal static class ZipSubmissions
{
    private const int mostEntries = 100_000;
    private const int unixLink = 0xA000, unixKind = 0xF000;

    public static IReadOnlyList<SubmissionFile> Find(string zip, Lab lab)
    {
        try
        {
            using var archive = ZipFile.OpenRead(zip);
            if (archive.Entries.Count > mostEntries) throw new InvalidDataException($"it has {archive.Entries.Count} entries");
            var notebooks = archive.Entries.Where(entry => SubmissionReader.IsNotebook(entry.FullName) && !IsNoise(entry.FullName)).ToList();
            var common = CommonFolder(notebooks);
            return [.. notebooks.GroupBy(entry => Student(entry.FullName, common)).Select(group => OfStudent(zip, group.Key, [.. group], lab))];
        }
        catch (InvalidDataException e)
        {
            throw new LabException($"{zip}: expected a zip of submissions, found a file that can't be read as one: {e.Message}", e);
        }
    }

    private static SubmissionFile OfStudent(string zip, string student, IReadOnlyList<ZipArchiveEntry> entries, Lab lab)
    {
        var named = entries.Where(entry => Path.GetFileNameWithoutExtension(entry.Name) == lab.Name).ToList();
        var chosen = named.Count > 0 ? named : entries;
        var source = $"{zip}: {Shown(chosen[0].FullName)}";
        var (name, length) = (chosen[0].FullName, chosen[0].Length);
        var fault = chosen.Count > 1 ? lab.Words["Several", lab.Name, chosen.Count, string.Join(", ", chosen.Take(5).Select(entry => Shown(entry.FullName)))]
            : Climbs(name) ? lab.Words["Climbs", Shown(name)]
            : (chosen[0].ExternalAttributes >> 16 & unixKind) == unixLink ? lab.Words["Link"]
            : length > SubmissionReader.LargestNotebook ? SubmissionReader.TooLarge(length, lab.Words).Message
            : null;
        return fault is null ? new(student, source, () => Read(zip, name, lab.Words)) : new(student, source, null, fault);
    }

    // An entry may hold more than it says.
    private static byte[] Read(string zip, string name, Words words)
    {
        using var archive = ZipFile.OpenRead(zip);
        using var content = archive.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = content.Read(buffer)) > 0;)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > SubmissionReader.LargestNotebook) throw SubmissionReader.TooLarge(bytes.Length, words);
        }
        return bytes.ToArray();
    }

    private static string Student(string name, string common)
    {
        var parts = Parts(name);
        if (parts.Length > 0 && common.Length > 0 && parts[0] == common) parts = parts[1..];
        return parts.Length == 0 ? "unnamed" : parts.Length == 1 ? Path.GetFileNameWithoutExtension(parts[0]) : parts[0];
    }

    // submitted/alice/..., submitted/bob/...: the folder that all share is no learner, unless it is the only level there is.
    private static string CommonFolder(IReadOnlyList<ZipArchiveEntry> entries)
    {
        var paths = entries.Where(entry => !Climbs(entry.FullName)).Select(entry => Parts(entry.FullName)).Where(parts => parts.Length > 1).ToList();
        return paths.Count > 0 && paths.TrueForAll(parts => parts[0] == paths[0][0])
            && (paths.TrueForAll(parts => parts.Length > 3) || paths.Select(parts => parts[1]).Distinct().Count() > 1) ? paths[0][0] : "";
    }

    private static string[] Parts(string name) =>
        [.. name.Split('/', '\\').Where(part => part is not ("" or "." or "..") && !(part.Length == 2 && part[1] == ':'))];

    private static bool Climbs(string name) =>
        name.StartsWith('/') || name.StartsWith('\\') || name.Length > 1 && name[1] == ':' || name.Split('/', '\\').Contains("..");

    private static bool IsNoise(string name) => name.Contains("__MACOSX", StringComparison.Ordinal) || name.Contains(".ipynb_checkpoints", StringComparison.Ordinal);

    private static string Shown(string name) => new([.. name.Take(200).Select(c => char.IsControl(c) ? '?' : c)]);
}
