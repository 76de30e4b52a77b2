using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Course.Notebooks;

namespace Course.Grading;

/// <summary>How a step of a submission went.</summary>
internal sealed record StepOutcome(string GradeId)
{
    public bool Ran { get; init; }

    /// <summary>Of tests: the check returned its secret.</summary>
    public bool Passed { get; init; }

    /// <summary>Of tests: the part that learners have passed.</summary>
    public bool PublicPassed { get; init; }

    /// <summary>Of tests: partial credit.</summary>
    public double? Number { get; init; }

    /// <summary>For the learner.</summary>
    public string Message { get; init; } = "";

    /// <summary>The full check's message, for the teacher alone.</summary>
    public string Hidden { get; init; } = "";

    public string Output { get; init; } = "";

    public double Seconds { get; init; }
}

/// <summary>
/// Runs a compiled submission in a sandbox. First everything learners can see, in the notebook's order; then, when all answers
/// have run and nothing they print is kept any more, the checks with hidden tests. So no answer can carry a hidden test
/// into the feedback. A process that ends is replaced, and the cell that ended it left out.
/// </summary>
internal sealed class SubmissionRun(Sandbox sandbox, Limits limits, Words words) : IDisposable
{
    private readonly Stopwatch total = Stopwatch.StartNew();
    private readonly List<CellImage> done = []; // what a new process has to do again
    private int restarts = 3; // a process that ends is replaced so often
    private SandboxedProcess process = new(sandbox, limits);

    public IReadOnlyList<StepOutcome> Run(IReadOnlyList<BuiltStep> steps)
    {
        var outcomes = steps.Select(Visible).ToList();
        for (var i = 0; i < steps.Count; i++)
            if (steps[i].Full is { } full && outcomes[i].Passed)
                outcomes[i] = WithHidden(full, outcomes[i]);
        return outcomes;
    }

    public void Dispose() => process.Dispose();

    private StepOutcome Visible(BuiltStep step)
    {
        var outcome = new StepOutcome(step.Step.GradeId);
        if (step.Fault is { } fault)
            return outcome with { Message = fault };
        var clock = Stopwatch.StartNew();
        if (step.Check is { } check)
        {
            var (reply, ended) = Run(check.Cell);
            if (reply is not null && reply.Error is null)
                done.Add(check.Cell);
            var passed = reply is not null && Knows(reply, check);
            return outcome with
            {
                Ran = ended is null,
                Passed = passed,
                PublicPassed = passed,
                Number = passed ? reply!.Number : null,
                Message = ended ?? Sentence(reply!, passed),
                Output = reply?.Output ?? "",
                Seconds = clock.Elapsed.TotalSeconds,
            };
        }
        var (output, error) = ("", default(string));
        foreach (var cell in step.Cells)
        {
            var (reply, ended) = Run(cell);
            (output, error) = (output + reply?.Output, ended ?? (reply?.Error is null ? null : Text(reply)));
            if (ended is null)
                done.Add(cell);
            if (error is not null)
                break;
        }
        return outcome with { Ran = error is null, Message = error ?? "", Output = output, Seconds = clock.Elapsed.TotalSeconds };
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
        if (left <= TimeSpan.Zero)
            return (null, words["LabTime", limits.Total.TotalMinutes]);
        if (process.Ended is not null && !Restart())
            return (null, words["EndedTooOften"]);
        var timeout = limits.Cell < left ? limits.Cell : left;
        var reply = process.Run(cell, timeout);
        if (reply is { Stopped: true })
            reply = reply with { Error = TimeUp(timeout), Trace = [] };
        return reply is not null ? (reply, null) : (null, process.Ended switch
        {
            EndCause.Time => TimeUp(timeout),
            EndCause.Memory => words["Memory", limits.MemoryMiB],
            EndCause.Nonsense => words["Disturbed"],
            _ => words["Ended"],
        });
    }

    private string TimeUp(TimeSpan timeout) => words["CellTime", timeout.TotalSeconds];

    private bool Restart()
    {
        while (restarts-- > 0)
        {
            process.Dispose();
            process = new SandboxedProcess(sandbox, limits);
            if (done.All(cell => process.Run(cell, limits.Cell) is not null))
                return true;
        }
        return false;
    }

    private string Sentence(Reply reply, bool passed) =>
        passed ? "" : reply.Error is null ? words["TestsIncomplete"] : Text(reply);

    // .NET speaks English: what its exception means is said before it.
    private string Text(Reply reply)
    {
        var quoted = reply.Trace.Count > 0 ? string.Join('\n', reply.Trace) : reply.Error!;
        return reply.Stopped ? quoted : reply.Error!.Split(':')[0] switch
        {
            "CheckFailedException" => quoted, // the library's, in the learner's language
            "OutOfMemoryException" => $"{words["Memory", limits.MemoryMiB]}\n{quoted}",
            "InsufficientExecutionStackException" => $"{words["TooDeep"]}\n{quoted}",
            "NotImplementedException" => $"{words["NotWritten"]}\n{quoted}",
            _ => $"{words["Threw"]}\n{quoted}",
        };
    }
}
