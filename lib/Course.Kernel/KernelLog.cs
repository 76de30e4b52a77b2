namespace Course.Kernel;

/// <summary>
/// The kernel's log: standard error, where Jupyter and VS Code keep it. Opened once, so that a cell which replaces or closes
/// <see cref="Console.Error"/> does not silence it.
/// </summary>
internal static class KernelLog
{
    private static readonly TextWriter log =
        TextWriter.Synchronized(new StreamWriter(Console.OpenStandardError()) { AutoFlush = true });

    /// <summary>Opens it now: later a cell may have taken all descriptors.</summary>
    public static void Open() => log.Flush();

    public static void Write(string text)
    {
        try
        {
            log.Write($"[course kernel {DateTime.Now:HH:mm:ss.fff}] {text}\n");
        }
        catch (IOException)
        {
            // Nobody reads the log any more.
        }
    }
}
