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
        if (!CellScope.IsInside) return false;
        CellScope.Current?.Write(StreamName.Error,
            $"A thread of this cell ended with {exception.GetType().Name}: {RunTimeErrors.Message(exception)}\n");
        return true;
    }
}
