using System.Collections.Concurrent;
using System.Runtime;

namespace Course.Notebooks;

/// <summary>
/// The thread on which a session's cells run, one and the same for all: TorchSharp's dispose scopes and gradient mode, and
/// OpenMP's workers, belong to a thread and must outlive the cell. Whatever managed code runs on it, a cancellation stops it.
/// </summary>
internal sealed class CellThread : IDisposable
{
    private const int stackSize = 16 << 20; // deep but finite recursion is a fair exercise
    private static readonly TimeSpan wakeInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan grace = TimeSpan.FromMilliseconds(400);

    private BlockingCollection<Action> work = [];
    private Thread thread;

    public CellThread() => thread = Start(work);

    /// <summary>Runs <paramref name="cell"/> to its end, continuations included.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public T Run<T>(Func<Task<T>> cell, CancellationToken cancel)
    {
        var done = new TaskCompletionSource<T>();
        var ended = ((IAsyncResult)done.Task).AsyncWaitHandle;
        var abort = new CancellationTokenSource();
        work.Add(() =>
        {
            try
            {
                done.TrySetResult(RunHere(cell, cancel, abort.Token));
            }
            catch (Exception e)
            {
                done.TrySetException(e);
            }
        }, CancellationToken.None);
        WaitHandle.WaitAny([ended, cancel.WaitHandle]);
        if (!done.Task.IsCompleted)
            Stop(ended, abort);
        return done.Task.GetAwaiter().GetResult();
    }

    public void Dispose() => work.CompleteAdding();

    private static T RunHere<T>(Func<Task<T>> cell, CancellationToken cancel, CancellationToken abort)
    {
        cancel.ThrowIfCancellationRequested();
        T result = default!;
        using var continuations = new CellContinuations(cancel);
        SynchronizationContext.SetSynchronizationContext(continuations);
        // SYSLIB0046 warns that code stopped anywhere may leave its data half changed. For a learner's endless loop that is the
        // better choice: the alternative is to lose the whole session. The method exists for this (dotnet/runtime#41291).
        try
        {
#pragma warning disable SYSLIB0046
            ControlledExecution.Run(() => result = continuations.Complete(cell()), abort);
#pragma warning restore SYSLIB0046
        }
        finally
        {
            if (abort.IsCancellationRequested)
                ConsoleCapture.Unlock();
            SynchronizationContext.SetSynchronizationContext(null);
        }

        return result;
    }

    // First the learner's loops end by themselves (Interrupts), and sleeps and waits are interrupted; what is left is a long
    // calculation in library code, and only that is aborted.
    private void Stop(WaitHandle ended, CancellationTokenSource abort)
    {
        Interrupts.Begin();
        try
        {
            for (var waited = TimeSpan.Zero; !ended.WaitOne(wakeInterval); waited += wakeInterval)
            {
                if ((thread.ThreadState & ThreadState.WaitSleepJoin) != 0)
                    thread.Interrupt();
                if (waited >= grace && !abort.IsCancellationRequested)
                    Cancellation.Begin(abort);
            }
        }
        finally
        {
            Interrupts.End();
        }

        if (abort.IsCancellationRequested)
            Renew();
    }

    // A thread can be stopped in a loop only once. On Unix .NET throws out of a signal handler, which leaves the signal blocked
    // and the thread's m_hasPendingActivation set (coreclr 10.0): the next endless loop on it would stop neither for a
    // cancellation nor for a garbage collection.
    private void Renew()
    {
        work.CompleteAdding();
        work = [];
        thread = Start(work);
    }

    private static Thread Start(BlockingCollection<Action> work)
    {
        var thread = new Thread(() => TakeFrom(work), stackSize) { IsBackground = true, Name = "Cells" };
        thread.UnsafeStart(); // it belongs to no cell, though a cell's task may have started the session
        return thread;
    }

    private static void TakeFrom(BlockingCollection<Action> work)
    {
        while (!work.IsCompleted)
        {
            try
            {
                if (work.TryTake(out var item, Timeout.Infinite))
                    item();
            }
            catch (ThreadInterruptedException)
            {
                // Woken for the sake of a cell that had ended just then.
            }
        }
    }
}
