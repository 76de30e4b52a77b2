namespace Course.Grading;

/// <summary>What /proc says of a process and its children.</summary>
internal static class ProcessTree
{
    /// <summary>Resident memory in bytes; 0 where there is no /proc, or the processes have ended.</summary>
    public static long MemoryOf(int process)
    {
        if (!OperatingSystem.IsLinux()) return 0;
        try
        {
            var pages = long.Parse(File.ReadAllText($"/proc/{process}/statm").Split(' ')[1]);
            return pages * Environment.SystemPageSize + Children(process).Sum(MemoryOf);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or IndexOutOfRangeException)
        {
            return 0;
        }
    }

    public static IEnumerable<int> Children(int process) => Directory.EnumerateDirectories($"/proc/{process}/task")
        .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(int.Parse);
}
