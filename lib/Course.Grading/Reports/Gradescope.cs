using System.Text.Json.Nodes;

namespace Course.Grading;

/// <summary>Gradescope's results.json of one submission.</summary>
internal static class Gradescope
{
    public static string Json(GradeResult result)
    {
        var words = Words.In(result.Language);
        return new JsonObject
        {
            ["score"] = Math.Round(result.Score, 4),
            ["execution_time"] = (int)Math.Ceiling(result.Seconds),
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
