namespace Course.Files;

/// <summary>
/// Keeps two processes from writing into one data folder at a time. The operating system drops the lock when its process ends,
/// however that happens, so none is ever left behind; the empty lock file stays (deleting it would let two processes in).
/// </summary>
internal static class FolderLock
{
    /// <summary>Waits until nobody else holds the folder, and takes it; disposing gives it back.</summary>
    public static IDisposable Take(string folder)
    {
        for (var isFirst = true; ; isFirst = false)
            try
            {
                return new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException conflict) when (IsHeldElsewhere(conflict))
            {
                if (isFirst)
                    Console.WriteLine($"Another process is downloading into {folder}: waiting until it has finished.");
                Thread.Sleep(100);
            }
    }

    // ERROR_SHARING_VIOLATION on Windows, EWOULDBLOCK on Linux (11) and macOS (35).
    private static bool IsHeldElsewhere(IOException fault) => fault.HResult is unchecked((int)0x80070020) or 11 or 35;
}
