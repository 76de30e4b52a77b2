using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;

namespace Course.Interactive;

/// <summary>
/// A front-end interrupts this host by SIGINT, which ends it. Here the signal stops what asks between its steps, such as a
/// training, and the variables stay. Code that does not ask goes on; another signal after a while then ends the process, as it
/// does without the kit.
/// </summary>
internal static class Interrupts
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(5);
    private static readonly Lazy<PosixSignalRegistration> registration =
        new(() => PosixSignalRegistration.Create(PosixSignal.SIGINT, Hear));
    private static long heard; // when, or 0

    public static void Publish()
    {
        _ = registration.Value;
        AppContext.SetData("course.interrupt", (Action)ThrowIfHeard);
    }

    /// <summary>A signal is for the cell that runs, not for the next.</summary>
    public static Task BeginCell(KernelCommand command, KernelInvocationContext context, KernelPipelineContinuation next)
    {
        if (command is SubmitCode)
            Interlocked.Exchange(ref heard, 0);
        return next(command, context);
    }

    /// <summary>
    /// The host's own handler shuts it down, whatever another one says. Handlers run one after another, the last registered
    /// first, on a thread made for the signal: this one does not come back.
    /// </summary>
    private static void Hear(PosixSignalContext signal)
    {
        var first = Interlocked.CompareExchange(ref heard, Stopwatch.GetTimestamp(), 0);
        if (first == 0 || Stopwatch.GetElapsedTime(first) < patience)
            Thread.Sleep(Timeout.Infinite);
    }

    private static void ThrowIfHeard()
    {
        if (Interlocked.Read(ref heard) != 0)
            throw new OperationCanceledException("The cell was interrupted; variables keep their values.");
    }
}
