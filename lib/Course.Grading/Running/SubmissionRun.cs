using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Course.Notebooks;

namespace Course.Grading;

/// <summary>How a step of a submission went.</summary>
/// <param name="Passed">Of tests: the check returned its secret.</param>
/// <param name="Number">Of tests: partial credit.</param>
/// <param name="Message">For the learner.</param>
/// <param name="Hidden">The full check's message, for the teacher alone.</param>
internal sealed record StepOutcome(BuiltStep Step, bool Ran, bool Passed, double? Number, string Message, string Hidden, string Output, double Seconds)
{
    /// <summary>Of tests: the part that learners have passed.</summary>
    public bool PublicPassed { get; init; }
}

/// <summary>
/// Runs a compiled submission in a sandbox. First everything learners can see, in the notebook's order; then, when all answers
/// have run and nothing they print is kept any more, the checks with hidden tests. So no answer can carry a hidden test
/// into the feedback. A process that ends is replaced, and the cell that ended it left out.
/// </summary>
internal sealed class SubmissionRun : IDisposable
{
    private readonly Sandbox sandbox;
    private readonly Limits limits;
    private readonly Stopwatch total = Stopwatch.StartNew();
    private readonly List<CellImage> done = []; // what a new process has to do again
    private int restarts;
    private SandboxedProcess process;

    private readonly LabRules rules;

    public SubmissionRun(Sandbox sandbox, Limits limits, int restarts, LabRules rules)
    {
        (this.sandbox, this.limits, this.restarts, this.rules) = (sandbox, limits, restarts, rules);
        process = new SandboxedProcess(sandbox, limits);
    }

    public IReadOnlyList<StepOutcome> Run(IReadOnlyList<BuiltStep> steps)
    {
        var outcomes = steps.Select(Visible).ToList();
        for (var i = 0; i < steps.Count; i++)
            if (steps[i].Full is { } full && outcomes[i].Passed) outcomes[i] = WithHidden(full, outcomes[i]);
        return outcomes;
    }

    public void Dispose() => process.Dispose();

    private StepOutcome Visible(BuiltStep step)
    {
        if (step.Fault is { } fault) return new(step, false, false, null, fault, "", "", 0);
        var clock = Stopwatch.StartNew();
        if (step.Check is { } check)
        {
            var (reply, ended) = Run(check.Cell);
            if (reply is not null && reply.Error is null) done.Add(check.Cell);
            var passed = reply is not null && Knows(reply, check);
            return new(step, ended is null, passed, passed ? reply!.Number : null, ended ?? Sentence(reply!, passed), "", reply?.Output ?? "", clock.Elapsed.TotalSeconds)
            {
                PublicPassed = passed,
            };
        }
        var (output, error) = ("", default(string));
        foreach (var cell in step.Cells)
        {
            var (reply, ended) = Run(cell);
            (output, error) = (output + reply?.Output, ended ?? (reply?.Error is null ? null : Text(reply)));
            if (ended is null) done.Add(cell);
            if (error is not null) break;
        }
        return new(step, error is null, false, null, error ?? "", "", output, clock.Elapsed.TotalSeconds);
    }

    private StepOutcome WithHidden(Check full, StepOutcome visible)
    {
        var clock = Stopwatch.StartNew();
        var (reply, ended) = Run(full.Cell);
        var passed = reply is not null && Knows(reply, full);
        return visible with
        {
            Passed = passed,
            Number = passed ? reply!.Number : null,
            Hidden = passed ? "" : ended ?? Sentence(reply!, passed),
            Seconds = visible.Seconds + clock.Elapsed.TotalSeconds,
        };
    }

    // The secret must come back whole and without an error beside it; comparing takes the same time whatever came.
    private static bool Knows(Reply reply, Check check) => reply.Error is null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(reply.Token), Encoding.UTF8.GetBytes(check.Secret));

    private (Reply? Reply, string? Ended) Run(CellImage cell)
    {
        var left = limits.Total - total.Elapsed;
        if (left <= TimeSpan.Zero) return (null, rules.Say(
            $"실습 전체가 {limits.Total.TotalMinutes:0.#}분 안에 끝나지 않았습니다.", $"The whole lab took longer than {limits.Total.TotalMinutes:0.#} min."));
        if (process.Ended is not null && !Restart()) return (null, rules.Say(
            "이 셀 앞에서 실습 프로세스가 너무 여러 번 끝났습니다.", "The lab's process had ended too often before this cell."));
        var timeout = limits.Cell < left ? limits.Cell : left;
        var reply = process.Run(cell, timeout);
        if (reply is { Stopped: true }) reply = reply with { Error = TimeUp(timeout), Trace = [] };
        return reply is not null ? (reply, null) : (null, process.Ended switch
        {
            EndCause.Time => TimeUp(timeout),
            EndCause.Memory => rules.Say(
                $"셀이 메모리를 {limits.MemoryMiB} MiB 넘게 써서 중단했습니다.", $"The cell needed more than {limits.MemoryMiB} MiB of memory and was stopped."),
            EndCause.Nonsense => rules.Say("셀이 채점을 방해하여 중단했습니다.", "The cell disturbed the grading and was stopped."),
            _ => rules.Say(
                "셀이 프로세스를 끝냈습니다. 도중에 나갔거나, 메모리가 모자랐거나, 비정상적으로 종료되었습니다.",
                "The cell ended its process: it left early, ran out of memory or crashed."),
        });
    }

    private string TimeUp(TimeSpan timeout) => rules.Say(
        $"셀이 {timeout.TotalSeconds:0}초 안에 끝나지 않아 중단했습니다.", $"The cell did not finish within {timeout.TotalSeconds:0} s and was stopped.");

    private bool Restart()
    {
        while (restarts-- > 0)
        {
            process.Dispose();
            process = new SandboxedProcess(sandbox, limits);
            if (done.All(cell => process.Run(cell, limits.Cell) is not null)) return true;
        }
        return false;
    }

    private static string Sentence(Reply reply, bool passed) => passed ? "" : reply.Error is null ? "The tests did not run to their end." : Text(reply);

    private static string Text(Reply reply) => reply.Trace.Count > 0 ? string.Join('\n', reply.Trace) : reply.Error!;
}
