using Course.Notebooks;

namespace Course.Grading;

/// <summary>Outcomes to points, by nbgrader's rules, and to what learner and teacher read.</summary>
internal static class Scoring
{
    public static ExerciseResult Of(
        Exercise exercise, IReadOnlyDictionary<string, string> answers, Lab lab, IReadOnlyList<StepOutcome> outcomes)
    {
        var own = exercise.Answers.Select(id => Answer(id, answers, lab, outcomes)).ToList();
        var result = new ExerciseResult(exercise.GradeId, exercise.Title, exercise.Points) { Answers = own };
        if (exercise.ByHand)
            return result with { Score = null, Outcome = Outcome.ByHand, Seconds = Seconds(exercise.Answers, outcomes) };
        var tests = outcomes.First(outcome => outcome.GradeId == exercise.GradeId);
        var score = tests.Passed ? Credit(tests.Number, exercise.Points) : 0;
        var outcome = score >= exercise.Points
            && tests.Passed ? Outcome.Passed : score > 0 ? Outcome.Partial : tests.Ran ? Outcome.Failed : Outcome.NotRun;
        return result with
        {
            Score = score,
            Outcome = outcome,
            PublicPassed = tests.PublicPassed,
            Message = Message(tests, own),
            TeacherMessage = tests.Hidden,
            Seconds = Math.Round(tests.Seconds + Seconds(exercise.Answers, outcomes), 2),
        };
    }

    /// <summary>
    /// No number: full points. A number: so many points, between none and all; what is no number at all is none.
    /// </summary>
    internal static double Credit(double? number, double points) => number switch
    {
        null => points,
        double.NaN => 0,
        { } credit => Math.Clamp(credit, 0, points),
    };

    // An answer that could not run explains more than the tests that miss it.
    private static string Message(StepOutcome tests, IEnumerable<AnswerResult> own) =>
        tests.Message.Length == 0 ? tests.Output.Trim()
        : own.Select(answer => answer.Error).FirstOrDefault(error => error is not null) is { } error ? error
        : $"{tests.Output.Trim()}\n{tests.Message}".Trim();

    private static AnswerResult Answer(
        string id, IReadOnlyDictionary<string, string> answers, Lab lab, IReadOnlyList<StepOutcome> outcomes)
    {
        var isCode = lab.Answers.First(cell => cell.GradeId == id).Cell.Kind == CellKind.Code;
        var outcome = outcomes.FirstOrDefault(outcome => outcome.GradeId == id);
        return new(id, answers.GetValueOrDefault(id, ""), isCode, outcome?.Output ?? "", outcome is { Ran: false }
            ? outcome.Message : null);
    }

    private static double Seconds(IReadOnlyList<string> ids, IReadOnlyList<StepOutcome> outcomes) =>
        outcomes.Where(outcome => ids.Contains(outcome.GradeId)).Sum(outcome => outcome.Seconds);
}
