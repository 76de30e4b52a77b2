using System.Text;

namespace Course.Grading;

/// <summary>Files for the gradebooks of Canvas and Moodle.</summary>
internal static class LearningPlatforms
{
    /// <summary>Canvas matches rows by "SIS Login ID", and wants the points possible in a row of their own.</summary>
    public static string Canvas(Lab lab, IEnumerable<GradeResult> results)
    {
        var text = new StringBuilder(Csv.Line("Student", "ID", "SIS User ID", "SIS Login ID", "Section", lab.Name));
        text.Append(Csv.Line("    Points Possible", "", "", "", "", Csv.Number(lab.MaximumScore)));
        foreach (var result in results) text.Append(Csv.Line(result.Student, "", "", result.Student, "", Csv.Number(result.Score)));
        return text.ToString();
    }

    /// <summary>Moodle asks at the import which column is what.</summary>
    public static string Moodle(Lab lab, IEnumerable<GradeResult> results)
    {
        var text = new StringBuilder(Csv.Line("username", lab.Name, "feedback"));
        foreach (var result in results)
            text.Append(Csv.Line(result.Student, Csv.Number(result.Score),
                result.Fault ?? string.Join("; ", result.Exercises.Select(exercise => $"{exercise.Title}: {Points(exercise)}"))));
        return text.ToString();
    }

    private static string Points(ExerciseResult exercise) =>
        $"{(exercise.Score is { } score ? Csv.Number(score) : "?")}/{Csv.Number(exercise.Points)}{(exercise.Comment is { } comment ? $" ({comment})" : "")}";
}
