using System.Globalization;

namespace Course.Grading;

/// <summary>Files for the gradebooks of nbgrader, Canvas and Moodle.</summary>
internal static class LearningPlatforms
{
    /// <summary>
    /// The eleven columns that <c>nbgrader export</c> writes. Names, e-mail and due date are in no submission, so they are empty.
    /// </summary>
    public static string Nbgrader(IEnumerable<GradeResult> results) =>
        "assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,late_submission_penalty,score,max_score\n"
        + string.Concat(results.Select(result => Csv.Line(result.Lab, "",
            result.Submitted?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "", result.Student,
            "", "", "", Csv.Number(result.Score), "0.0", Csv.Number(result.Score), Csv.Number(result.MaximumScore))));

    /// <summary>
    /// Canvas matches rows by its own "ID", or by "SIS Login ID", and wants the points possible in a row of their own.
    /// </summary>
    public static string Canvas(Lab lab, IEnumerable<GradeResult> results) =>
        Csv.Line("Student", "ID", "SIS User ID", "SIS Login ID", "Section", lab.Name)
        + Csv.Line("    Points Possible", "", "", "", "", Csv.Number(lab.MaximumScore))
        + string.Concat(results.Select(result => Csv.Line(result.Student, result.Platform ?? "", "",
            result.Platform is null ? result.Student : "", "", Csv.Number(result.Score))));

    /// <summary>
    /// The columns of an assignment's grading worksheet, which Moodle matches by "Identifier", and a username for the gradebook's
    /// import, which asks which column is what.
    /// </summary>
    public static string Moodle(Lab lab, IEnumerable<GradeResult> results) =>
        Csv.Line("Identifier", "Full name", "username", "Grade", "Maximum Grade", "Last modified (grade)", "Feedback comments")
        + string.Concat(results.Select(result => Csv.Line(
            result.Platform is { } number ? $"Participant {number}" : "", result.Platform is null ? "" : result.Student,
            result.Platform is null ? result.Student : "", Csv.Number(result.Score), Csv.Number(lab.MaximumScore), "",
            result.Fault ?? string.Join("; ", result.Exercises.Select(exercise => $"{exercise.Title}: {Points(exercise)}")))));

    private static string Points(ExerciseResult exercise) =>
        $"{(exercise.Score is { } score ? Csv.Number(score) : "?")}/{Csv.Number(exercise.Points)}"
        + (exercise.Comment is { } comment ? $" ({comment})" : "");
}
