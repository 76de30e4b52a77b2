using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Course.Notebooks;

namespace Course.Grading;

/// <summary>
/// <c>OUT/results/</c>: one file a learner, whole or not there at all. What is there with the same fingerprint need not be graded
/// again, so a run that was killed goes on where it was.
/// </summary>
public sealed class ResultFolder
{
    // Windows has devices called con, aux, com1 ...
    private static readonly Regex plainName = new(@"^(?!(con|prn|aux|nul|com\d|lpt\d)\z)[a-z0-9_-]{1,60}\z");
    private static readonly Regex hashedName = new(@"-[0-9a-f]{32}\z");
    private static readonly Regex noPlainCharacter = new("[^a-z0-9_-]");

    private readonly string folder;

    public ResultFolder(string output)
    {
        folder = Path.Combine(output, "results");
        Directory.CreateDirectory(folder);
        foreach (var left in Directory.EnumerateFiles(folder, "*.tmp")) File.Delete(left); // of a run that was killed
    }

    /// <exception cref="NotebookException">The disk is full, or the folder can't be written.</exception>
    public void Write(GradeResult result) => AtomicFile.Write(PathOf(result.Student), Encoding.UTF8.GetBytes(result.ToJson()));

    public GradeResult? Read(string student) => ReadFile(PathOf(student));

    /// <summary>All results, by learner.</summary>
    public IReadOnlyList<GradeResult> All() =>
        [.. Directory.EnumerateFiles(folder, "*.json").Select(ReadFile).OfType<GradeResult>()
        .OrderBy(result => result.Student, StringComparer.Ordinal)];

    /// <summary>Removes results of learners who are not among these any more.</summary>
    public void Keep(IEnumerable<string> students)
    {
        var kept = students.Select(PathOf).ToHashSet();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Where(file => !kept.Contains(file)).ToList()) File.Delete(
            file);
    }

    /// <summary>Puts the results of several folders into one; a learner graded twice counts as graded last.</summary>
    /// <exception cref="NotebookException">A folder holds no results.</exception>
    public static IReadOnlyList<GradeResult> Merge(IEnumerable<string> parts, string output)
    {
        var results = parts.SelectMany(part => Directory.Exists(Path.Combine(part, "results"))
            ? new ResultFolder(part).All()
            : throw new NotebookException(
                $"{part}: expected a folder that course grade --shard has written, found no results in it.")).ToList();
        var merged = new ResultFolder(output);
        foreach (var result in results.GroupBy(result => result.Student)
            .Select(group => group.MaxBy(result => result.Graded)!)) merged.Write(result);
        return merged.All();
    }

    private string PathOf(string student) => Path.Combine(folder, FileName(student) + ".json");

    /// <summary>A file name for any id, however strange; different ids get different names, on every system.</summary>
    public static string FileName(string student)
    {
        if (plainName.IsMatch(student) && !hashedName.IsMatch(student))
            return student;
        var readable = noPlainCharacter.Replace(student.Length > 60 ? student[..60] : student, "_");
        return $"{readable}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(student)))[..32]}";
    }

    private static GradeResult? ReadFile(string path)
    {
        try
        {
            return File.Exists(path) ? GradeResult.FromJson(File.ReadAllText(path)) : null;
        }
        catch (JsonException)
        {
            return null; // of another version, or changed by hand: graded again
        }
    }
}
