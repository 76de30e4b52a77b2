namespace Course.Notebooks;

/// <summary>Cancels on a thread of its own: the thread pool may be full of a cell's sleeping tasks.</summary>
public static class Cancellation
{
    /// <summary>Returns at once; what is registered with the source runs meanwhile.</summary>
    public static void Begin(CancellationTokenSource source) => new Thread(() =>
    {
        try
        {
            source.Cancel();
        }
        catch (Exception e) when (e is AggregateException or ObjectDisposedException)
        {
            // Somebody's callback failed, or the cell has ended: it is cancelled all the same.
        }
    })
    { IsBackground = true, Name = "cancellation" }.UnsafeStart();
}
