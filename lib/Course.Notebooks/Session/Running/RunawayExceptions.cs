using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Course.Notebooks;

/// <summary>Exceptions that end a learner's own thread would end the process: here they end in the cell's error stream.</summary>
internal static class RunawayExceptions
{
    private static readonly Lazy<bool> installed = new(() =>
    {
        try
        {
            ExceptionHandling.SetUnhandledExceptionHandler(Report);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false; // the host has a handler of its own
        }
    });

    public static bool Install() => installed.Value;

    private static bool Report(Exception exception)
    {
        // A timer's thread or a finalizer's belongs to no cell, but the code on it does.
        if (!CellScope.IsInside && !ComesFromACell(exception))
            return false;
        (CellScope.Current ?? CellScope.Latest)?.Write(StreamName.Error,
            $"A thread of this cell ended with {exception.GetType().Name}: {RunTimeErrors.Message(exception)}\n");
        return true;
    }

    private static bool ComesFromACell(Exception exception) => new StackTrace(exception).GetFrames().Any(IsOfACell)
        || (exception is AggregateException several ? several.InnerExceptions.Any(ComesFromACell)
            : exception.InnerException is { } inner && ComesFromACell(inner));

    private static bool IsOfACell(StackFrame frame) =>
        frame.GetMethod()?.Module.Assembly.GetName().Name?.StartsWith("Cell-", StringComparison.Ordinal) == true;
}
