using System.Globalization;
using System.Text;
using Course.Notebooks;

namespace Course.Grading;

/// <summary>
/// <c>OUT/manual.csv</c>: where a person enters points. It gets a row for each exercise to be graded by hand; points and
/// comments that stand there are never changed, and survive grading again and Excel: it is written with a byte-order mark,
/// without which Excel takes Korean for something else, and read with any system's separators.
/// </summary>
public sealed class ManualPoints
{
    private const string head = "student_id,grade_id,points,max_points,comment";
    private const int most = 64 << 20; // bytes
    private static readonly UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    private readonly string path;
    private readonly Dictionary<(string Student, string GradeId), (string Points, string Comment)> rows = [];

    /// <exception cref="NotebookException">The file is not as it was written.</exception>
    public ManualPoints(string output)
    {
        path = Path.Combine(output, "manual.csv");
        if (!File.Exists(path))
            return;
        var text = Text();
        var first = text.Split('\n', 2)[0];
        foreach (var (i, row) in Csv.Read(text, first.FirstOrDefault(c => c is ',' or ';' or '\t', ',')).Index())
        {
            if (i == 0 || row.All(string.IsNullOrWhiteSpace))
                continue;
            if (row.Count < 4)
                throw new NotebookException(
                    $"{path}: row {i + 1}: expected {head}, found {row.Count} columns. Mend the row; nothing was changed.");
            rows[(row[0], row[1])] = (row[2].Trim(), row.Count > 4 ? row[4] : "");
        }
    }

    /// <summary>The result with the points a person has entered.</summary>
    /// <exception cref="NotebookException">Points that are no number, or more than there are.</exception>
    public GradeResult Apply(GradeResult result) => result with
    {
        Exercises = [.. result.Exercises.Select(
            exercise => exercise.Outcome == Outcome.ByHand && rows.TryGetValue((result.Student, exercise.GradeId), out var row)
            ? exercise with { Score = Points(row.Points, exercise, result.Student), Comment = row.Comment.Length > 0 ? row.Comment
            : null }
            : exercise)],
    };

    /// <summary>Writes the file anew, with a row for everything that waits for a person.</summary>
    /// <returns>Rows with points or a comment that fit no submission.</returns>
    public IReadOnlyList<string> Write(IReadOnlyList<GradeResult> results)
    {
        var byHand = results.SelectMany(result => result.Exercises.Where(exercise => exercise.Outcome == Outcome.ByHand)
            .Select(exercise => (result.Student, exercise.GradeId))).ToHashSet();
        TakeLostZerosBack(byHand);
        foreach (var row in byHand) rows.TryAdd(row, ("", ""));
        var maximum = results.SelectMany(result => result.Exercises).GroupBy(exercise => exercise.GradeId)
            .ToDictionary(group => group.Key, group => group.First().Points);
        var lines = rows.OrderBy(row => row.Key.Student, StringComparer.Ordinal)
            .ThenBy(row => row.Key.GradeId, StringComparer.Ordinal)
            .Select(row => Csv.Line(row.Key.Student, row.Key.GradeId, row.Value.Points,
                maximum.TryGetValue(row.Key.GradeId, out var number) ? Csv.Number(number) : "", row.Value.Comment));
        AtomicFile.Write(path, [.. utf8.Preamble, .. Encoding.UTF8.GetBytes($"{head}\n{string.Concat(lines)}")]);
        return [.. rows.Where(row => !byHand.Contains(row.Key) && row.Value is not ("", ""))
            .Select(row => $"{row.Key.Student}, {row.Key.GradeId}").Order(StringComparer.Ordinal)];
    }

    // Excel makes 7 of 007. The row is the learner's if nobody else can be meant.
    private void TakeLostZerosBack(HashSet<(string Student, string GradeId)> byHand)
    {
        var meant = byHand.ToLookup(row => (row.Student.TrimStart('0'), row.GradeId));
        foreach (var (key, row) in rows.Where(row => !byHand.Contains(row.Key) && row.Key.Student.All(char.IsAsciiDigit))
            .ToList())
        {
            var same = meant[(key.Student.TrimStart('0'), key.GradeId)].ToList();
            if (same.Count != 1 || rows.TryGetValue(same[0], out var own) && own is not ("", ""))
                continue;
            rows.Remove(key);
            rows[same[0]] = row;
        }
    }

    private string Text()
    {
        if (new FileInfo(path).Length > most)
            throw new NotebookException(
                $"{path}: expected a table of points, found {most >> 20} MiB and more. Put the right file there.");
        try
        {
            using var reader = new StreamReader(path, utf8); // a mark of UTF-16 is heeded too
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException e)
        {
            throw new NotebookException(
                $"{path}: expected text in UTF-8, found bytes that are none: Excel's \"CSV\" is in the system's own encoding. " +
                "Open it there again and save it as \"CSV UTF-8 (comma delimited)\"; nothing was changed.", e);
        }
    }

    private double? Points(string text, ExerciseResult exercise, string student)
    {
        if (text.Length == 0)
            return null;
        if (double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var points)
            && points >= 0 && points <= exercise.Points)
            return points;
        throw new NotebookException(
            $"{path}: {student}, {exercise.GradeId}: expected points from 0 to {Csv.Number(exercise.Points)}, found \"{text}\".");
    }
}
