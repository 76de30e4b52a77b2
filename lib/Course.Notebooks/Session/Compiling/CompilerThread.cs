namespace Course.Notebooks;

/// <summary>
/// Runs the compiler so that no code harms the session: with room for deep nesting, and not for ever. Code that is hard enough
/// (an overloaded method in a lambda in a lambda ...) takes it longer than the universe is old, and it looks up from a single
/// method's body only at its end: then it is left to itself.
/// </summary>
internal static class CompilerThread
{
    private const int stackSize = 64 << 20;
    private static readonly TimeSpan longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan grace = TimeSpan.FromMilliseconds(500);

    /// <exception cref="CellException">It takes too long, or can't be done.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static T Run<T>(Func<CancellationToken, T> compile, CancellationToken cancel)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var done = new TaskCompletionSource<T>();
        new Thread(Compile, stackSize) { IsBackground = true, Name = "Compiler" }.UnsafeStart();
        WaitHandle.WaitAny([((IAsyncResult)done.Task).AsyncWaitHandle, cancel.WaitHandle], longest);
        if (!done.Task.IsCompleted)
        {
            stop.Cancel();
            Task.WaitAny([done.Task], grace);
            cancel.ThrowIfCancellationRequested();
            throw CellException.With(
                "CompilationError", $"The code takes too long to compile: it was given up after {longest.TotalSeconds:0} s. " +
                "Write it more simply. The compiler may still be busy with it; a restart of the session ends that.");
        }
        return done.Task.GetAwaiter().GetResult();

        void Compile()
        {
            try
            {
                done.SetResult(compile(stop.Token));
            }
            catch (Exception e)
            {
                done.SetException(e is not (InsufficientExecutionStackException or OutOfMemoryException) ? e : CellException.With(
                    "CompilationError",
                    "The code is too large, or nested too deeply, for the compiler. Write it more simply."));
            }
        }
    }
}
