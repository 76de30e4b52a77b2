using Course.Notebooks;

namespace Course.Grading;

/// <summary>One submission's sandbox, seen from the grader.</summary>
internal sealed class SandboxedProcess(Sandbox sandbox, Limits limits) : IDisposable
{
    private static readonly TimeSpan grace = TimeSpan.FromSeconds(2);

    private readonly WatchedProcess process = new(sandbox.Start(), limits.MemoryMiB, Frame.LargestReply,
        sandbox is Bubblewrap ? (long)limits.DiskMiB << 20 : 0);

    /// <summary>Null while it lives.</summary>
    public EndCause? Ended => process.Ended;

    /// <summary>Runs a cell there.</summary>
    /// <param name="timeout">Longest time; a cell that is still running then is stopped, and its process if it does not
    /// stop.</param>
    /// <returns>Its reply, one that says so after a stop, or null if the process is no more: <see cref="Ended"/> says
    /// why.</returns>
    public Reply? Run(CellImage cell, TimeSpan timeout)
    {
        process.Send(writer => writer.Write(cell));
        if (process.Receive(Reply.Read, timeout) is { } reply)
            return reply;
        if (Ended is not null)
            return null;

        process.Send(static _ => { }); // stop
        if (process.Receive(Reply.Read, grace) is { } stopped)
            return stopped with { Token = "", Error = "TimeoutError", Stopped = true };
        process.End(EndCause.Time);
        return null;
    }

    public void Dispose() => process.Dispose();
}
