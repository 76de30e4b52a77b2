using System.Text;

namespace Course.Kernel;

/// <summary>
/// The kernel's log: standard error, where Jupyter and VS Code keep it. Opened once, so that a cell which replaces or closes
/// <see cref="Console.Error"/> does not silence it.
/// </summary>
internal static class KernelLog
{
    private static readonly Stream stream = Console.OpenStandardError();
    private static readonly Lock writing = new();

    /// <summary>Opens it now: later a cell may have taken all descriptors.</summary>
    public static void Open() => stream.Flush();

    public static void Write(string text)
    {
        var line = Encoding.UTF8.GetBytes($"[course kernel {DateTime.Now:HH:mm:ss.fff}] {text}\n");
        lock (writing)
        {
            try
            {
                stream.Write(line);
                stream.Flush();
            }
            catch (IOException)
            {
                // Nobody reads the log any more.
            }
        }
    }
}
