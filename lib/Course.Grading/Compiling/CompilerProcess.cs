namespace Course.Grading;

/// <summary>A <see cref="CompilerHost"/>, seen from the grader.</summary>
internal sealed class CompilerProcess : WatchedProcess
{
    private static readonly TimeSpan longestStart = TimeSpan.FromMinutes(5); // on a machine that starts many at once

    private readonly Limits limits;

    /// <exception cref="LabException">The lab does not compile, or the process can't run.</exception>
    public CompilerProcess(Lab lab, GraderProgram program, Limits limits)
        : base(program.Compiler(lab, limits), limits.MemoryMiB, Frame.LargestRequest)
    {
        this.limits = limits;
        Facts = Receive(Frame.ReadJson<LabFacts>, longestStart)
            ?? new($"{lab.Name}: the compiler's process ended before it had read the lab.", "", [], [], []);
        if (Facts.Fingerprint == lab.Fingerprint)
            return;
        Dispose();
        throw new LabException(Facts.Fault ?? $"{lab.Name}: the lab's file was changed while it was graded. Grade again.");
    }

    public LabFacts Facts { get; }

    /// <returns>The steps that were compiled: all, or those before the one that ended the process.</returns>
    public IReadOnlyList<BuiltStep> Build(BuildRequest request)
    {
        Send(writer => writer.WriteJson(request));
        var steps = new List<BuiltStep>();
        while (steps.Count < Facts.Rest.Count
            && Receive(Frame.ReadJson<BuiltStep>, 2 * limits.Compiling, limits.Compiling) is { } step) steps.Add(step);
        if (steps.Count < Facts.Rest.Count)
            End(EndCause.Time);
        return steps;
    }
}
