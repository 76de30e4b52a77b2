using System.Diagnostics;

namespace Course.Grading;

/// <summary>Why a sandbox is no more.</summary>
internal enum EndCause
{
    /// <summary>A cell took too long and did not stop when asked.</summary>
    Time,

    /// <summary>It used more memory than it may.</summary>
    Memory,

    /// <summary>It left, or something ended it.</summary>
    Left,

    /// <summary>It said something that is no reply.</summary>
    Nonsense,
}

/// <summary>One submission's sandbox, seen from the grader. Everything in it ends with it.</summary>
internal sealed class SandboxedProcess : IDisposable
{
    private static readonly TimeSpan grace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan watch = TimeSpan.FromMilliseconds(250);

    private readonly Process process;
    private readonly Limits limits;

    public SandboxedProcess(Sandbox sandbox, Limits limits)
    {
        this.limits = limits;
        var start = sandbox.Start();
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { }; // read, so that nobody waits for it, and dropped
        process.BeginErrorReadLine();
    }

    /// <summary>Null while it lives.</summary>
    public EndCause? Ended { get; private set; }

    /// <summary>Runs a cell there.</summary>
    /// <param name="timeout">Longest time; a cell that is still running then is stopped, and its process if it does not stop.</param>
    /// <returns>Its reply, one that says so after a stop, or null if the process is no more: <see cref="Ended"/> says why.</returns>
    public Reply? Run(CompiledCell cell, TimeSpan timeout)
    {
        try
        {
            Frame.Write(process.StandardInput.BaseStream, writer =>
            {
                writer.Write((byte)Request.Run);
                cell.Write(writer);
            });
            var reply = Task.Run(() => Frame.Read(process.StandardOutput.BaseStream, Frame.LargestReply) is { } reader ? Reply.Read(reader) : null);
            if (Wait(reply, timeout)) return Taken(reply.Result);
            if (Ended is not null) return null;

            Frame.Write(process.StandardInput.BaseStream, writer => writer.Write((byte)Request.Cancel));
            if (!Wait(reply, grace))
            {
                End(EndCause.Time);
                return null;
            }
            return Taken(reply.Result) is { } stopped ? stopped with { Token = "", Error = "TimeoutError", Stopped = true } : null;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or EndOfStreamException or AggregateException or FormatException or ArgumentException)
        {
            End(e is IOException ? EndCause.Left : EndCause.Nonsense);
            return null;
        }
    }

    public void Dispose()
    {
        End(EndCause.Left);
        process.Dispose();
    }

    private Reply? Taken(Reply? reply)
    {
        if (reply is null) End(EndCause.Left);
        return reply;
    }

    // Looks at the memory meanwhile: shared memory and files in memory are in no resource limit.
    private bool Wait(Task reply, TimeSpan timeout)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < timeout;)
        {
            if (reply.Wait(Least(watch, timeout - clock.Elapsed))) return true;
            if (ProcessTree.MemoryOf(process.Id) <= (long)limits.MemoryMiB << 20) continue;
            End(EndCause.Memory);
            return false;
        }
        return reply.IsCompleted;
    }

    private static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b < TimeSpan.Zero ? TimeSpan.Zero : b;

    private void End(EndCause cause)
    {
        Ended ??= cause;
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.WaitForExit(5000);
    }
}
