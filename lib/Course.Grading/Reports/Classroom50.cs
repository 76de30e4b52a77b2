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

    /// <summary>What the file says of the submission, which only the workflow knows.</summary>
    public sealed record Context(string Classroom, string Assignment, string AssignmentType, string Owner, string Submission,
        string Commit, string Release, string Review)
    {
        public static Context FromEnvironment(GradeResult result)
        {
            var submission = Variable("CLASSROOM50_SUBMISSION", $"submit/{result.Student}");
            return new(Variable("CLASSROOM50_CLASSROOM", "course"), Variable("CLASSROOM50_ASSIGNMENT", result.Lab),
                Variable("CLASSROOM50_ASSIGNMENT_TYPE", "individual"),
                Variable("CLASSROOM50_OWNER", result.Student), submission.StartsWith("submit/", StringComparison.Ordinal)
                    ? submission : "submit/" + submission,
                Variable("CLASSROOM50_COMMIT", Variable("GITHUB_SHA", "")), Variable("CLASSROOM50_RELEASE", ""),
                Variable("CLASSROOM50_REVIEW", ""));
        }

        private static string Variable(string name, string otherwise) =>
            Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : otherwise;
    }

    public static string Json(GradeResult result, Context context)
    {
        var tests = result.Exercises.Select(exercise =>
            (exercise.Title, exercise.GradeId, Score: Whole(exercise.Score ?? 0), Most: Whole(exercise.Points))).ToList();
        return new JsonObject
        {
            ["schema"] = "classroom50/result/v1",
            ["classroom"] = context.Classroom,
            ["assignment"] = context.Assignment,
            ["assignment_type"] = context.AssignmentType,
            ["owner"] = context.Owner,
            ["submission"] = context.Submission,
            ["commit"] = context.Commit,
            ["release"] = context.Release,
            ["review"] = context.Review,
            ["datetime"] = (result.Submitted ?? result.Graded).UtcDateTime.ToString(
                "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            ["score"] = tests.Sum(test => test.Score),
            ["max-score"] = tests.Sum(test => test.Most),
            ["tests"] = new JsonArray([.. tests.Select(test => new JsonObject
            {
                ["test-name"] = $"{test.GradeId}: {test.Title}",
                ["passed"] = test.Score >= test.Most,
                ["score"] = test.Score,
                ["max-score"] = test.Most,
            })]),
            ["graded_at"] = result.Graded.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        }.ToJsonString(GradeResult.Options);
    }

    private static int Whole(double points) => (int)Math.Round(points * Scale, MidpointRounding.AwayFromZero);
}
