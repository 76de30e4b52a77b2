namespace Course.Grading;

/// <summary>Words of reports that are put together.</summary>
internal static class Phrases
{
    public static string Name(this Words words, Outcome outcome) => words[$"Outcome.{outcome}"];

    /// <summary>What a learner reads about an exercise: never anything of a hidden test.</summary>
    public static string Explanation(this Words words, ExerciseResult exercise) => exercise.Outcome switch
    {
        Outcome.ByHand => exercise.Comment ?? (exercise.Score is null ? words["Waits"] : ""),
        Outcome.Failed or Outcome.Partial when exercise.PublicPassed => $"{exercise.Message}\n{words["OtherInputs"]}".Trim(),
        _ => exercise.Message,
    };
}
