using Course.Notebooks;

namespace Course.Grading;

/// <summary>One submission's sandbox, seen from the grader.</summary>
internal sealed class SandboxedProcess(Sandbox sandbox, Limits limits) : WatchedProcess(
    sandbox.Start(), limits.MemoryMiB, Frame.LargestReply, sandbox is Bubblewrap ? (long)limits.DiskMiB << 20 : 0)
{
    private static readonly TimeSpan grace = TimeSpan.FromSeconds(2);

    /// <summary>Runs a cell there.</summary>
    /// <param name="timeout">Longest time; a cell that is still running then is stopped, and its process if it does not
    /// stop.</param>
    /// <returns>Its reply, one that says so after a stop, or null if the process is no more: Ended says why.</returns>
    public Reply? Run(CellImage cell, TimeSpan timeout)
    {
        Send(writer => writer.Write(cell));
        if (Receive(Reply.Read, timeout) is { } reply)
            return reply;
        if (Ended is not null)
            return null;

        Send(static _ => { }); // stop
        if (Receive(Reply.Read, grace) is { } stopped)
            return stopped with { Token = "", Error = "TimeoutError", Stopped = true };
        End(EndCause.Time);
        return null;
    }
}
