using System.Collections.Concurrent;

namespace Course.Notebooks;

/// <summary>
/// Where code goes on after an <c>await</c>: on the cell's thread, which a cancellation can stop and which owns TorchSharp's
/// state. While that thread is busy (it may be blocked in <c>task.Result</c>, waiting for this very continuation) the thread
/// pool takes over. After a cancellation nothing goes on.
/// </summary>
internal sealed class CellContinuations(CancellationToken cancel) : SynchronizationContext, IDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromMilliseconds(20);

    private readonly BlockingCollection<Action> waiting = [];
    private readonly CellScope? cell = CellScope.Current;
    private volatile bool ended;

    /// <summary>Runs continuations until the task is done.</summary>
    public T Complete<T>(Task<T> task)
    {
        if (!task.IsCompleted)
            task.ContinueWith(_ => Post(static _ => { }, null),
                // the pool may be full
                CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        while (!task.IsCompleted) waiting.Take(cancel)();
        return task.GetAwaiter().GetResult();
    }

    public override void Post(SendOrPostCallback callback, object? state)
    {
        if (cancel.IsCancellationRequested)
            return;
        var taken = 0;
        if (!ended)
            waiting.Add(Once, CancellationToken.None);
        _ = Task.Delay(ended ? TimeSpan.Zero : patience, CancellationToken.None)
            .ContinueWith(_ => RunOnPool(Once), TaskScheduler.Default);

        void Once()
        {
            if (Interlocked.Exchange(ref taken, 1) == 0)
                callback(state);
        }
    }

    public override void Send(SendOrPostCallback callback, object? state) => callback(state);

    public override SynchronizationContext CreateCopy() => this;

    // Posts may still come, so the queue is left to the garbage collector.
    public void Dispose()
    {
        ended = true;
        while (waiting.TryTake(out var continuation)) RunOnPool(continuation);
    }

    private void RunOnPool(Action continuation) => ThreadPool.UnsafeQueueUserWorkItem(_ =>
    {
        if (cancel.IsCancellationRequested)
            return;
        SetSynchronizationContext(this);
        try
        {
            continuation();
        }
        catch (Exception e)
        {
            // it would end the process
            cell?.Write(StreamName.Error, $"Unobserved in an async void method: {e.GetType().Name}: {e.Message}\n");
        }
        finally
        {
            SetSynchronizationContext(null);
        }
    }, null);
}
