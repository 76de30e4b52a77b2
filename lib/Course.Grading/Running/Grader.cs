using System.Diagnostics;

namespace Course.Grading;

/// <summary>Grades one submission: compile it, run it in a sandbox, score it.</summary>
internal sealed class Grader : IDisposable
{
    private readonly Lab lab;
    private readonly Limits limits;
    private readonly LabCompiler compiler;

    /// <exception cref="LabException">A cell of the lab does not compile with its solutions.</exception>
    /// <exception cref="CourseException">This machine has no sandbox.</exception>
    public Grader(Lab lab, GraderProgram program, Limits limits)
    {
        (this.lab, this.limits) = (lab, limits);
        compiler = new LabCompiler(lab, program, limits);
        try
        {
            Sandbox = program.Sandbox(lab, compiler.Facts.Folders, limits);
        }
        catch
        {
            compiler.Dispose();
            throw;
        }
    }

    public Sandbox Sandbox { get; }

    /// <summary>
    /// Runs what comes before the first answer: if that fails, it is no learner's fault, and nobody gets 0 for it.
    /// </summary>
    /// <exception cref="LabException">It fails.</exception>
    public void Try()
    {
        using var run = new SubmissionRun(Sandbox, limits, lab.Words);
        foreach (var outcome in run.Run(compiler.Facts.Beginning).Where(outcome => !outcome.Ran))
            throw LabException.InCell(lab.Name, outcome.GradeId,
                $"the lab's own cell does not run in the sandbox ({Sandbox.Description}): {outcome.Message}");
    }

    public GradeResult Grade(SubmissionFile file, byte[] bytes, string fingerprint)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            var sheet = AnswerSheet.Take(bytes, lab);
            return Result(file, null, sheet.Notes, GradeTwiceAtMost(sheet.Answers), clock, fingerprint);
        }
        catch (LabException e)
        {
            return Fault(file, lab.Words["OurFault", e.Message], ""); // no fingerprint: it will be tried again
        }
        catch (UngradableException e)
        {
            return Fault(file, e.Message, fingerprint);
        }
    }

    public GradeResult Fault(SubmissionFile file, string reason, string fingerprint) =>
        Result(file, reason, [], [], Stopwatch.StartNew(), fingerprint);

    public void Dispose()
    {
        Sandbox.Dispose();
        compiler.Dispose();
    }

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
        using var run = new SubmissionRun(Sandbox, limits, lab.Words);
        var outcomes = run.Run(compiler.Build(answers, trusted));
        if (outcomes.Take(compiler.Facts.Beginning.Count).FirstOrDefault(outcome => !outcome.Ran) is { } failed)
            throw LabException.InCell(lab.Name, failed.GradeId, lab.Words["OwnCell", failed.Message]);
        return [.. lab.Exercises.Select(exercise => Scoring.Of(exercise, answers, lab, outcomes))];
    }

    private GradeResult Result(
        SubmissionFile file, string? fault, IReadOnlyList<string> notes, IReadOnlyList<ExerciseResult> exercises, Stopwatch clock,
        string fingerprint) =>
        new(file.Student, lab.Name, lab.Language, Path.GetFileName(file.Source))
        {
            Fault = fault,
            Notes = [.. file.Notes, .. notes],
            Exercises = fault is null ? exercises
                : [.. lab.Exercises.Select(exercise => new ExerciseResult(exercise.GradeId, exercise.Title, exercise.Points))],
            MaximumScore = lab.MaximumScore,
            Submitted = file.Submitted,
            Platform = file.Platform,
            Seconds = Math.Round(clock.Elapsed.TotalSeconds, 2),
            Fingerprint = fingerprint,
        };
}
