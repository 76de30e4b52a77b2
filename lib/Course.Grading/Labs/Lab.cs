using System.Security.Cryptography;
using Course.Notebooks;
using Course.Pages;

namespace Course.Grading;

/// <summary>An exercise's points: one test cell, one cell graded by hand, or one task.</summary>
/// <param name="Title">The nearest heading above the cell.</param>
/// <param name="Answers">Grade ids of the answers it tests: those between the test cell before it and itself.</param>
public sealed record Exercise(string GradeId, string Title, double Points, bool ByHand, IReadOnlyList<string> Answers);

/// <summary>A lab's source: the teacher's notebook with solutions and hidden tests.</summary>
public sealed class Lab
{
    private Lab(string path, string language, Notebook notebook, string fingerprint)
    {
        (File, Language, Notebook, Fingerprint) = (path, language, notebook, fingerprint);
        Cells = [.. notebook.Cells.Select(GradeCell.Of).OfType<GradeCell>()];
        Exercises = FindExercises();
    }

    /// <summary>The notebook's full path.</summary>
    public string File { get; }

    /// <summary>The file's name without extension: <c>5.1-lab</c>. What nbgrader calls the assignment.</summary>
    public string Name => Path.GetFileNameWithoutExtension(File);

    /// <summary><c>ko</c> or <c>en</c>.</summary>
    public string Language { get; }

    /// <summary>For sentences that learners read.</summary>
    internal Words Words => Words.In(Language);

    /// <summary>Relative paths of its cells start here.</summary>
    public string Folder => Path.GetDirectoryName(File)!;

    public Notebook Notebook { get; }

    /// <summary>SHA-256 of the file: another lab needs another grading.</summary>
    public string Fingerprint { get; }

    /// <summary>The cells with nbgrader metadata, in order.</summary>
    public IReadOnlyList<GradeCell> Cells { get; }

    public IReadOnlyList<Exercise> Exercises { get; }

    public double MaximumScore => Exercises.Sum(exercise => exercise.Points);

    public IEnumerable<GradeCell> Answers => Cells.Where(cell => cell.Role is CellRole.Answer or CellRole.Manual);

    /// <exception cref="NotebookException">The file is no notebook.</exception>
    /// <exception cref="LabException">It can't be graded: <see cref="LabCheck"/>.</exception>
    public static Lab Read(string path)
    {
        var bytes = ReadFile(path);
        var notebook = Notebook.Parse(bytes, path);
        LabCheck.Run(notebook, Path.GetFileNameWithoutExtension(path));
        return new Lab(Path.GetFullPath(path), Page.Language(notebook, new PageOptions { Source = path }), notebook,
            Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private static byte[] ReadFile(string path)
    {
        try
        {
            return System.IO.File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NotebookException($"{path}: expected a lab's notebook, found no such file. Check the path.", e);
        }
    }

    private List<Exercise> FindExercises()
    {
        var exercises = new List<Exercise>();
        var (title, answers) = (Name, new List<string>());
        foreach (var cell in Notebook.Cells)
        {
            var graded = GradeCell.Of(cell);
            if (cell.Kind == CellKind.Markdown && graded?.Role is not CellRole.Manual && Heading(cell.Source) is { } heading)
                title = heading;
            if (graded?.Role is CellRole.Answer or CellRole.Manual)
                answers.Add(graded.GradeId);
            if (graded?.Role is CellRole.Task)
                exercises.Add(new(graded.GradeId, title, graded.Points, ByHand: true, []));
            if (graded?.Role is not (CellRole.Tests or CellRole.Manual))
                continue;
            exercises.Add(new(graded.GradeId, title, graded.Points, graded.Role == CellRole.Manual, answers));
            answers = [];
        }
        return exercises;
    }

    private static string? Heading(string source) =>
        source.Split('\n').FirstOrDefault(line => line.StartsWith('#'))?.TrimStart('#').Trim();
}
