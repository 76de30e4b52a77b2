using Microsoft.Win32.SafeHandles;

namespace Course.Notebooks;

/// <summary>
/// File descriptors kept back. Cells that have taken all others leave none to load the next cell with, to describe an error or to
/// let a front-end connect: then these are given free.
/// </summary>
internal static class SpareFiles
{
    private const int number = 64;
    private const string device = "/dev/null";
    private static readonly Lock changing = new();
    private static List<SafeFileHandle> held = [];

    /// <summary>Keeps some back, where there are enough.</summary>
    public static void Keep()
    {
        lock (changing)
        {
            if (held.Count > 0 || OperatingSystem.IsWindows()) // Windows has no such limit
                return;
            var opened = new List<SafeFileHandle>();
            while (opened.Count < 2 * number && TryOpen() is { } file)
                opened.Add(file);
            held = opened.Count == 2 * number ? opened[..number] : [];
            opened[held.Count..].ForEach(file => file.Dispose());
        }
    }

    /// <summary>Whether none was left; those kept back are free then.</summary>
    public static bool Release()
    {
        lock (changing)
        {
            if (held.Count == 0)
                return false;
            using var another = TryOpen();
            if (another is not null)
                return false;
            held.ForEach(file => file.Dispose());
            held = [];
            return true;
        }
    }

    private static SafeFileHandle? TryOpen()
    {
        try
        {
            return File.OpenHandle(device);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
