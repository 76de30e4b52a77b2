using System.Diagnostics;

namespace Course.Grading;

/// <summary>Grades one submission: compile it, run it in a sandbox, score it.</summary>
internal sealed class Grader(LabCompiler program, Sandbox sandbox, Limits limits)
{
    /// <summary>A submission whose process ends is taken up again behind the cell that ended it, so often.</summary>
    private const int mostRestarts = 3;

    /// <summary>
    /// Runs what comes before the first answer: if that fails, it is no learner's fault, and nobody gets 0 for it.
    /// </summary>
    /// <exception cref="LabException">It fails.</exception>
    public void Try()
    {
        using var run = new SubmissionRun(sandbox, limits, mostRestarts, program.Lab.Words);
        foreach (var outcome in run.Run(program.Beginning).Where(outcome => !outcome.Ran))
            throw LabException.InCell(program.Lab.Name, outcome.GradeId,
                $"the lab's own cell does not run in the sandbox ({sandbox.Description}): {outcome.Message}");
    }

    public GradeResult Grade(SubmissionFile file, byte[] bytes, string fingerprint)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            var sheet = AnswerSheet.Take(bytes, program.Lab);
            return Result(file, null, sheet.Notes, GradeTwiceAtMost(sheet.Answers), clock, fingerprint);
        }
        catch (LabException e)
        {
            return Fault(file, program.Lab.Words["OurFault", e.Message], ""); // no fingerprint: it will be tried again
        }
        catch (UngradableException e)
        {
            return Fault(file, e.Message, fingerprint);
        }
    }

    public GradeResult Fault(SubmissionFile file, string reason, string fingerprint) =>
        Result(file, reason, [], [], Stopwatch.StartNew(), fingerprint);

    // A machine that was short of something for a moment is no reason to bother anybody.
    private IReadOnlyList<ExerciseResult> GradeTwiceAtMost(IReadOnlyDictionary<string, string> answers)
    {
        try
        {
            return Grade(answers);
        }
        catch (LabException)
        {
            return Grade(answers);
        }
    }

    /// <param name="trusted">The teacher's own answers.</param>
    public IReadOnlyList<ExerciseResult> Grade(IReadOnlyDictionary<string, string> answers, bool trusted = false)
    {
        // its process starts while the answers are compiled
        using var run = new SubmissionRun(sandbox, limits, mostRestarts, program.Lab.Words);
        var outcomes = run.Run(program.Build(answers, trusted));
        if (outcomes.Take(program.Beginning.Count).FirstOrDefault(outcome => !outcome.Ran) is { } failed)
            throw LabException.InCell(program.Lab.Name, failed.GradeId, program.Lab.Words["OwnCell", failed.Message]);
        return [.. program.Lab.Exercises.Select(exercise => Scoring.Of(exercise, answers, program.Lab, outcomes))];
    }

    private GradeResult Result(
        SubmissionFile file, string? fault, IReadOnlyList<string> notes, IReadOnlyList<ExerciseResult> exercises, Stopwatch clock,
        string fingerprint) =>
        new(file.Student, program.Lab.Name, program.Lab.Language, Path.GetFileName(file.Source))
        {
            Fault = fault,
            Notes = [.. file.Notes, .. notes],
            Exercises = fault is null ? exercises
                : [.. program.Lab.Exercises.Select(
                    exercise => new ExerciseResult(exercise.GradeId, exercise.Title, exercise.Points))],
            MaximumScore = program.Lab.MaximumScore,
            Submitted = file.Submitted,
            Platform = file.Platform,
            Seconds = Math.Round(clock.Elapsed.TotalSeconds, 2),
            Fingerprint = fingerprint,
        };
}
