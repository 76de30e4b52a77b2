using System.Globalization;
using System.Text;
using Course.Notebooks;

namespace Course.Grading;

/// <summary>
/// <c>OUT/manual.csv</c>: where a person enters points. It gets a row for each exercise to be graded by hand; points and
/// comments that stand there are never changed, and survive grading again.
/// </summary>
public sealed class ManualPoints
{
    private const string head = "student_id,grade_id,points,max_points,comment";

    private readonly string path;
    private readonly Dictionary<(string Student, string GradeId), (string Points, string Comment)> rows = [];

    /// <exception cref="NotebookException">The file is not as it was written.</exception>
    public ManualPoints(string output)
    {
        path = Path.Combine(output, "manual.csv");
        if (!File.Exists(path)) return;
        foreach (var (row, i) in Csv.Read(File.ReadAllText(path)).Select((row, i) => (row, i)))
        {
            if (i == 0 || row.All(string.IsNullOrWhiteSpace)) continue;
            if (row.Count < 5) throw new NotebookException($"{path}: row {i + 1}: expected {head}, found {row.Count} columns. Mend the row; nothing was changed.");
            rows[(row[0], row[1])] = (row[2].Trim(), row[4]);
        }
    }

    /// <summary>The result with the points a person has entered.</summary>
    /// <exception cref="NotebookException">Points that are no number, or more than there are.</exception>
    public GradeResult Apply(GradeResult result) => result with
    {
        Exercises = [.. result.Exercises.Select(exercise => exercise.Outcome == Outcome.ByHand && rows.TryGetValue((result.Student, exercise.GradeId), out var row)
            ? exercise with { Score = Points(row.Points, exercise, result.Student), Comment = row.Comment.Length > 0 ? row.Comment : null }
            : exercise)],
    };

    /// <summary>Writes the file anew, with a row for everything that waits for a person.</summary>
    public void Write(IEnumerable<GradeResult> results)
    {
        var all = results.ToList();
        foreach (var result in all)
            foreach (var exercise in result.Exercises.Where(exercise => exercise.Outcome == Outcome.ByHand))
                rows.TryAdd((result.Student, exercise.GradeId), ("", ""));
        var most = all.SelectMany(result => result.Exercises).GroupBy(exercise => exercise.GradeId).ToDictionary(group => group.Key, group => group.First().Points);
        var text = new StringBuilder(head).Append('\n');
        foreach (var ((student, id), (points, comment)) in rows.OrderBy(row => row.Key.Student, StringComparer.Ordinal).ThenBy(row => row.Key.GradeId, StringComparer.Ordinal))
            text.Append(Csv.Line(student, id, points, most.TryGetValue(id, out var maximum) ? Csv.Number(maximum) : "", comment));
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(text.ToString()));
    }

    private double? Points(string text, ExerciseResult exercise, string student)
    {
        if (text.Length == 0) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var points) && points >= 0 && points <= exercise.Points) return points;
        throw new NotebookException($"{path}: {student}, {exercise.GradeId}: expected points from 0 to {Csv.Number(exercise.Points)} (with a decimal point), found \"{text}\".");
    }
}
