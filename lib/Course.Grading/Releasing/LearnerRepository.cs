using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Course.Notebooks;

namespace Course.Grading;

/// <summary>
/// A repository for learners: the kit's own files, with labs instead of their sources and without tests, in a history of its own
/// that begins here.
/// </summary>
public static class LearnerRepository
{
    // What belongs to teachers: tests know the labs' answers, and workflows would grade.
    private static readonly string[] left = ["tests/", ".ci/", ".github/workflows/", ".git/", "out/", "grades/"];

    private static readonly Regex labFile = new(@"^notebooks/[^/]+/[^/]+-lab\.ipynb$");
    private static readonly Regex testProject =
        new("""^Project\("\{[^}]*\}"\) = "[^"]*", "tests[^"]*", "(?<id>\{[^}]*\})"\r?$""", RegexOptions.Multiline);

    /// <param name="root">The kit's folder.</param>
    /// <param name="output">A folder that is empty or does not exist yet.</param>
    /// <returns>The labs' names with their languages: <c>ko/5.1-lab</c>.</returns>
    /// <exception cref="LabException">A lab can't be released, or the folder is not empty.</exception>
    public static IReadOnlyList<string> Write(string root, string output)
    {
        if (Directory.Exists(output) && Directory.EnumerateFileSystemEntries(output).Any())
            throw new LabException(
                $"{output}: expected an empty folder, so that nothing of an earlier release stays, found files in it. Empty it "
                    + "or name another.");
        if (Path.GetFullPath(output + "/").StartsWith(Path.GetFullPath(root + "/notebooks/"), StringComparison.Ordinal))
            throw new LabException($"{output}: a release does not go into the kit's own notebooks. Name a folder outside.");
        var files = Files(root);
        // all, before anything is written
        var labs = files.Where(IsLab).ToDictionary(file => file, file => Release(Path.Combine(root, file)));
        foreach (var file in files)
        {
            var target = Path.Combine(output, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (labs.TryGetValue(file, out var release))
            {
                File.WriteAllBytes(target, release);
            }
            else if (file == "Course.sln")
            {
                File.WriteAllText(target, WithoutTests(File.ReadAllText(Path.Combine(root, file))));
            }
            else
            {
                File.Copy(Path.Combine(root, file), target);
            }
        }
        File.WriteAllText(Path.Combine(output, "nbgrader_config.py"), NbgraderConfig.Text("cnn"));
        BeginHistory(output);
        return [.. labs.Keys.Select(file => Path.ChangeExtension(Path.GetRelativePath("notebooks", file), null))];
    }

    private static byte[] Release(string path)
    {
        var (source, lab) = (Notebook.Read(path), Path.GetFileNameWithoutExtension(path));
        var bytes = ReleaseSteps.Release(source, lab).ToBytes();
        RefuseLeaks(source, Encoding.UTF8.GetString(bytes), lab);
        return bytes;
    }

    public static bool IsLab(string file) => labFile.IsMatch(file.Replace('\\', '/'));

    // What git knows, and nothing else: no outputs, no data, no notes that lie around.
    internal static List<string> Files(string root)
    {
        var listed = Git(root, "ls-files", "--cached", "--others", "--exclude-standard", "-z");
        var files = listed?.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            ?? Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
                .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or ".git" or ".ipynb_checkpoints"));
        return [.. files.Where(file => !left.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)))
            .Where(file => new FileInfo(Path.Combine(root, file)) is { Exists: true, LinkTarget: null })
            .Order(StringComparer.Ordinal)];
    }

    // A solution that was copied into another cell, whole, is a mistake; a line that both have is C#.
    private static void RefuseLeaks(Notebook source, string released, string lab)
    {
        if (Regions.All.Any(kind => kind.AreIn(released)))
            throw new LabException(
                $"{lab}: the release still holds marks of solutions, hidden tests or mark schemes. Nothing was released.");
        var given = source.Cells.Select(cell => Packed(Regions.WithoutAny(cell.Source).Split('\n'))).ToList();
        foreach (var (i, cell) in source.Cells.Index())
            foreach (var taken in Regions.All.Select(kind => Packed(kind.Lines(cell.Source))))
                if (taken.Length >= 60 && given.Exists(text => text.Contains(taken, StringComparison.Ordinal)))
                    throw LabException.InCell(
                        lab, LabCheck.NameOf(cell, i),
                        "its whole solution, mark scheme, or all its hidden tests, stand in a cell that learners get. Remove "
                            + "them there.");
    }

    private static string Packed(IEnumerable<string> lines) =>
        string.Concat(lines.Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
        .SelectMany(line => line.Where(c => !char.IsWhiteSpace(c))));

    internal static string WithoutTests(string solution)
    {
        var tests = testProject.Matches(solution).Select(match => match.Groups["id"].Value).ToHashSet();
        var lines = solution.Split('\n').ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            if (!tests.Any(lines[i].Contains))
                continue;
            var isProject = lines[i].StartsWith("Project(", StringComparison.Ordinal);
            lines.RemoveRange(i--, isProject ? 2 : 1);
        }
        return string.Join('\n', lines);
    }

    private static void BeginHistory(string output)
    {
        if (Git(output, "init", "-q", "-b", "main") is null)
            return; // without git it is a folder of files, and that is enough
        Git(output, "add", "-A");
        Git(output, "-c", "user.name=course", "-c", "user.email=course@localhost", "commit", "-q", "-m", "Labs and lessons");
        Git(output, "gc", "-q"); // languages and labs are much alike: packed, a quarter less
    }

    private static string? Git(string folder, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(
                "git", ["-c", "core.hooksPath=/dev/null", "-c", "commit.gpgsign=false", .. arguments])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal))
                .ToList()) start.Environment.Remove(name);
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // no git
        }
    }
}
