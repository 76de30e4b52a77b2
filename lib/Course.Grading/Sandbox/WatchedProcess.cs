using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Course.Grading;

/// <summary>Why a process of ours is no more.</summary>
internal enum EndCause
{
    /// <summary>It took too long and did not stop when asked.</summary>
    Time,

    /// <summary>It used more memory than it may.</summary>
    Memory,

    /// <summary>It left, or something ended it.</summary>
    Left,

    /// <summary>It said something that is no reply.</summary>
    Nonsense,
}

/// <summary>
/// A process that learners' code may hang, crash or blow up, spoken to in frames by its standard input and output, and watched
/// while it is waited for. Everything in it ends with it.
/// </summary>
internal class WatchedProcess : IDisposable
{
    private static readonly TimeSpan watch = TimeSpan.FromMilliseconds(250);

    private readonly Process process;
    private readonly long memory;
    private readonly int largestReply;
    private readonly long ownDisk;
    private Task<BinaryReader?>? coming;

    /// <param name="ownDisk">Size of a temporary folder of its own, in memory: empty files fill that too.</param>
    protected WatchedProcess(ProcessStartInfo start, int memoryMiB, int largestReply, long ownDisk = 0)
    {
        (memory, this.largestReply, this.ownDisk) = ((long)memoryMiB << 20, largestReply, ownDisk);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { }; // read, so that nobody waits for it, and dropped
        process.BeginErrorReadLine();
    }

    /// <summary>Null while it lives.</summary>
    public EndCause? Ended { get; private set; }

    /// <summary>The system ended it, as Linux does when the memory runs out.</summary>
    public bool WasKilled { get; private set; }

    protected void Send(Action<BinaryWriter> content)
    {
        try
        {
            Frame.Write(process.StandardInput.BaseStream, content);
        }
        catch (IOException)
        {
            // It has ended: the next wait finds its output closed.
        }
    }

    /// <summary>Waits for its next frame.</summary>
    /// <param name="read">Reads it; what that can't make sense of ends the process.</param>
    /// <param name="processorTime">Most that it may use meanwhile.</param>
    /// <returns>Null when the time is over, or the process is no more: <see cref="Ended"/> tells which.</returns>
    protected T? Receive<T>(Func<BinaryReader, T> read, TimeSpan timeout, TimeSpan? processorTime = null) where T : class
    {
        try
        {
            coming ??= Task.Run(() => Frame.Read(process.StandardOutput.BaseStream, largestReply));
            if (!Wait(coming, timeout, processorTime))
                return null;
            var frame = coming.GetAwaiter().GetResult();
            coming = null;
            if (frame is not null)
                return read(frame);
            WasKilled = process.WaitForExit(500) && process.ExitCode == 137;
            End(EndCause.Left);
        }
        catch (Exception e) when (
            e is IOException or InvalidDataException or FormatException or ArgumentException or JsonException)
        {
            End(e is IOException and not EndOfStreamException ? EndCause.Left : EndCause.Nonsense);
        }
        return null;
    }

    protected void End(EndCause cause)
    {
        Ended ??= cause;
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.WaitForExit(5000);
    }

    public void Dispose()
    {
        End(EndCause.Left);
        process.Dispose();
    }

    // Looks at memory and processor time meanwhile: shared memory and files in memory are in no resource limit.
    private bool Wait(Task reply, TimeSpan timeout, TimeSpan? processorTime)
    {
        var used = ProcessorTime();
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < timeout;)
        {
            var left = timeout - clock.Elapsed;
            if (reply.Wait(left < TimeSpan.Zero ? TimeSpan.Zero : left < watch ? left : watch))
                return true;
            if (ProcessTree.MemoryOf(process.Id) > memory
                || ownDisk > 0 && ProcessTree.FilesOf(process.Id, ownDisk) > Limits.MostFiles)
                End(EndCause.Memory);
            else if (processorTime is { } most && ProcessorTime() - used > most)
                End(EndCause.Time);
            if (Ended is not null)
                return false;
        }
        return reply.IsCompleted;
    }

    private TimeSpan ProcessorTime()
    {
        try
        {
            return process.TotalProcessorTime;
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            return default; // it has just ended
        }
    }
}
