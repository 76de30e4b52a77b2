using System.Runtime.ExceptionServices;

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
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var done = new ManualResetEventSlim();
        new Thread(Compile, stackSize) { IsBackground = true, Name = "Compiler" }.UnsafeStart();
        WaitHandle.WaitAny([done.WaitHandle, cancel.WaitHandle], longest);
        if (!done.IsSet)
        {
            stop.Cancel();
            done.Wait(grace, CancellationToken.None);
            cancel.ThrowIfCancellationRequested();
            throw CellException.With(
                "CompilationError", $"The code takes too long to compile: it was given up after {longest.TotalSeconds:0} s. " +
                "Write it more simply. The compiler may still be busy with it; a restart of the session ends that.");
        }
        failure?.Throw();
        return result;

        void Compile()
        {
            try
            {
                result = compile(stop.Token);
            }
            catch (Exception e) when (e is InsufficientExecutionStackException or OutOfMemoryException)
            {
                failure = ExceptionDispatchInfo.Capture(CellException.With("CompilationError",
                    "The code is too large, or nested too deeply, for the compiler. Write it more simply."));
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
            done.Set();
        }
    }
}
