namespace Course.Grading;

/// <summary>A <see cref="CompilerHost"/>, seen from the grader.</summary>
internal sealed class CompilerProcess : IDisposable
{
    private static readonly TimeSpan longestStart = TimeSpan.FromMinutes(5); // on a machine that starts many at once

    private readonly WatchedProcess process;
    private readonly Limits limits;

    /// <exception cref="LabException">The lab does not compile, or the process can't run.</exception>
    public CompilerProcess(Lab lab, GraderProgram program, Limits limits)
    {
        this.limits = limits;
        process = new WatchedProcess(program.Compiler(lab, limits), limits.MemoryMiB, Frame.LargestRequest);
        Facts = process.Receive(Frame.ReadJson<LabFacts>, longestStart)
            ?? new($"{lab.Name}: the compiler's process ended before it had read the lab.", "", [], [], []);
        if (Facts.Fingerprint == lab.Fingerprint)
            return;
        process.Dispose();
        throw new LabException(Facts.Fault ?? $"{lab.Name}: the lab's file was changed while it was graded. Grade again.");
    }

    public LabFacts Facts { get; }

    public EndCause? Ended => process.Ended;

    /// <inheritdoc cref="WatchedProcess.WasKilled"/>
    public bool WasKilled => process.WasKilled;

    /// <returns>The steps that were compiled: all, or those before the one that ended the process.</returns>
    public IReadOnlyList<BuiltStep> Build(BuildRequest request)
    {
        process.Send(writer => writer.WriteJson(request));
        var steps = new List<BuiltStep>();
        while (steps.Count < Facts.Rest.Count
            && process.Receive(Frame.ReadJson<BuiltStep>, 2 * limits.Compiling, limits.Compiling) is { } step) steps.Add(step);
        if (steps.Count < Facts.Rest.Count)
            process.End(EndCause.Time);
        return steps;
    }

    public void Dispose() => process.Dispose();
}
