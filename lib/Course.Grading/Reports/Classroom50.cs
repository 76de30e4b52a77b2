using System.Globalization;
using System.Text.Json.Nodes;

namespace Course.Grading;

/// <summary>
/// Classroom 50's result.json. Its scores are whole numbers, so all points are in hundredths; the score is the sum of the tests'
/// rounded scores, so that the two always agree.
/// </summary>
internal static class Classroom50
{
    public const int Scale = 100;

    /// <summary>What only the workflow knows of the submission, it says in variables of its environment.</summary>
    public static string Json(GradeResult result)
    {
        var submission = Variable("CLASSROOM50_SUBMISSION", result.Student);
        var tests = result.Exercises.Select(exercise =>
            (exercise.Title, exercise.GradeId, Score: Whole(exercise.Score ?? 0), Most: Whole(exercise.Points))).ToList();
        return new JsonObject
        {
            ["schema"] = "classroom50/result/v1",
            ["classroom"] = Variable("CLASSROOM50_CLASSROOM", "course"),
            ["assignment"] = Variable("CLASSROOM50_ASSIGNMENT", result.Lab),
            ["assignment_type"] = Variable("CLASSROOM50_ASSIGNMENT_TYPE", "individual"),
            ["owner"] = Variable("CLASSROOM50_OWNER", result.Student),
            ["submission"] = submission.StartsWith("submit/", StringComparison.Ordinal) ? submission : "submit/" + submission,
            ["commit"] = Variable("CLASSROOM50_COMMIT", Variable("GITHUB_SHA", "")),
            ["release"] = Variable("CLASSROOM50_RELEASE", ""),
            ["review"] = Variable("CLASSROOM50_REVIEW", ""),
            ["datetime"] = Time(result.Submitted ?? result.Graded),
            ["score"] = tests.Sum(test => test.Score),
            ["max-score"] = tests.Sum(test => test.Most),
            ["tests"] = new JsonArray([.. tests.Select(test => new JsonObject
            {
                ["test-name"] = $"{test.GradeId}: {test.Title}",
                ["passed"] = test.Score >= test.Most,
                ["score"] = test.Score,
                ["max-score"] = test.Most,
            })]),
            ["graded_at"] = Time(result.Graded),
        }.ToJsonString(GradeResult.Options);
    }

    private static string Variable(string name, string otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : otherwise;

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static int Whole(double points) => (int)Math.Round(points * Scale, MidpointRounding.AwayFromZero);
}
