using System.Collections.Concurrent;

namespace Course.Grading;

/// <summary>
/// Compiles submissions of a lab, in processes that are handed on warm from one to the next. A process that a submission crashes
/// or hangs is replaced, and the step that did it left out: it is that answer's fault and nobody else's.
/// </summary>
internal sealed class LabCompiler : IDisposable
{
    // A process compiles faster than several sandboxes run, so there is a second only where the first is held up.
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(1);

    private readonly BlockingCollection<CompilerProcess> free = [];
    private readonly Func<CompilerProcess> start;
    private readonly Lab lab;

    /// <exception cref="LabException">A cell of the lab does not compile with its solutions.</exception>
    public LabCompiler(Lab lab, GraderProgram program, Limits limits)
    {
        this.lab = lab;
        start = () => new CompilerProcess(lab, program, limits);
        var first = start();
        Facts = first.Facts;
        free.Add(first);
    }

    public LabFacts Facts { get; }

    /// <summary>Compiles a submission: the teacher's notebook with these answers in it.</summary>
    /// <param name="trusted">The teacher's own answers need no policy.</param>
    /// <exception cref="LabException">The machine was short of something; the learner is not to blame.</exception>
    public IReadOnlyList<BuiltStep> Build(IReadOnlyDictionary<string, string> answers, bool trusted = false)
    {
        for (var leftOut = new Dictionary<string, string>(); ;)
        {
            // nobody waits for a process that has just ended
            var process = free.TryTake(out var warm, leftOut.Count > 0 ? TimeSpan.Zero : patience) ? warm : start();
            var steps = process.Build(new(answers, trusted, leftOut));
            if (process.Ended is not { } cause)
            {
                free.Add(process);
                return [.. process.Facts.Beginning, .. steps];
            }
            process.Dispose();
            var name = Facts.Rest[steps.Count];
            if (process.WasKilled || !leftOut.TryAdd(name, Sentence(name, cause)))
                throw new LabException($"{lab.Name}: the compiler's process was ended by the system, " +
                    "most likely because the memory ran out. Use fewer --jobs.");
        }
    }

    public void Dispose()
    {
        foreach (var process in free) process.Dispose();
        free.Dispose();
    }

    private string Sentence(string step, EndCause cause) => lab.Words[
        (lab.Answers.Any(cell => cell.GradeId == step), cause == EndCause.Time) switch
        {
            (true, true) => "AnswerCompilesTooLong",
            (true, _) => "AnswerTooMuchToCompile",
            (_, true) => "CellCompilesTooLong",
            _ => "CellTooMuchToCompile",
        }];
}
