using System.Globalization;
using System.Text;

namespace Course.Grading;

/// <summary>
/// The eleven columns that <c>nbgrader export</c> writes. Names, e-mail and due date are in no submission, so they are empty.
/// </summary>
internal static class NbgraderCsv
{
    public static string Text(IEnumerable<GradeResult> results)
    {
        var text = new StringBuilder("assignment,duedate,timestamp,student_id,last_name,first_name,email,"
            + "raw_score,late_submission_penalty,score,max_score\n");
        foreach (var result in results)
            text.Append(Csv.Line(result.Lab, "",
                result.Submitted?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "", result.Student,
                "", "", "", Csv.Number(result.Score), "0.0", Csv.Number(result.Score), Csv.Number(result.MaximumScore)));
        return text.ToString();
    }
}
