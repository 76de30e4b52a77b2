using Microsoft.Win32.SafeHandles;

namespace Course.Notebooks;

/// <summary>
/// File descriptors kept back. Cells that have taken all others leave none to load the next cell with, to describe an error or to
/// let a front-end connect: then these are given free.
/// </summary>
internal static class SpareFiles
{
    private const int number = 64, few = 16;
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
            var opened = Open(2 * number);
            held = opened.Count == 2 * number ? opened[..number] : [];
            opened[held.Count..].ForEach(file => file.Dispose());
        }
    }

    /// <summary>Whether next to none was left; those kept back are free then.</summary>
    public static bool Release()
    {
        lock (changing)
        {
            if (held.Count == 0)
                return false;
            var opened = Open(few);
            opened.ForEach(file => file.Dispose());
            if (opened.Count == few)
                return false;
            held.ForEach(file => file.Dispose());
            held = [];
            return true;
        }
    }

    /// <summary>As many as there are, up to this number.</summary>
    private static List<SafeFileHandle> Open(int most)
    {
        var opened = new List<SafeFileHandle>();
        try
        {
            while (opened.Count < most)
                opened.Add(File.OpenHandle(device));
        }
        catch (IOException)
        {
            // No more.
        }
        return opened;
    }
}
