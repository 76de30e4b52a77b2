using System.Text.Json.Nodes;

namespace Course.Grading;

/// <summary>
/// Gradescope's results.json of one submission. It says no times: an answer can wait as long as a hidden input is large.
/// </summary>
internal static class Gradescope
{
    public static string Json(GradeResult result)
    {
        var words = Words.In(result.Language);
        return new JsonObject
        {
            ["score"] = Math.Round(result.Score, 4),
            ["output"] = result.Fault ?? string.Join('\n', result.Notes),
            ["visibility"] = "visible",
            ["stdout_visibility"] = "hidden",
            ["tests"] = new JsonArray([.. result.Exercises.Select((exercise, i) => new JsonObject
            {
                ["score"] = Math.Round(exercise.Score ?? 0, 4),
                ["max_score"] = exercise.Points,
                ["name"] = exercise.Title,
                ["number"] = $"{i + 1}",
                ["output"] = words.Explanation(exercise),
                ["visibility"] = "visible",
            })]),
        }.ToJsonString(GradeResult.Options);
    }
}
