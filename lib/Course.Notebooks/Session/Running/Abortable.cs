using System.Runtime;

namespace Course.Notebooks;

/// <summary>Code that a cancellation stops wherever it is, and code that it leaves alone.</summary>
internal static class Abortable
{
    /// <summary>Runs learner code; native calls end first, then it stops.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static void Run(Action code, CancellationToken cancel)
    {
        // SYSLIB0046 warns that code stopped anywhere may leave its data half changed. For a learner's endless loop that is the
        // better choice: the alternative is to lose the whole session. The method exists for this (dotnet/runtime#41291).
        try
        {
#pragma warning disable SYSLIB0046
            ControlledExecution.Run(code, cancel);
#pragma warning restore SYSLIB0046
        }
        finally
        {
            if (cancel.IsCancellationRequested)
                ConsoleCapture.Unlock();
        }
    }

    /// <summary>Runs code of ours that must not be stopped halfway: a thread is never stopped inside a finally block.</summary>
    public static void Spare(Action code)
    {
        try
        {
        }
        finally
        {
            code();
        }
    }
}
