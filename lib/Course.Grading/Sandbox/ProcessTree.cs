using System.Runtime.InteropServices;

namespace Course.Grading;

/// <summary>What /proc says of a process and its children.</summary>
internal static class ProcessTree
{
    /// <summary>Resident memory in bytes; 0 where there is no /proc, or the processes have ended.</summary>
    public static long MemoryOf(int process)
    {
        if (!OperatingSystem.IsLinux())
            return 0;
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

    /// <summary>Files and folders in the temporary folder that the processes see; 0 where that can't be told.</summary>
    /// <param name="disk">Its size. Until bubblewrap has made it, which takes a while on a busy machine, they see the
    /// machine's.</param>
    public static long FilesOf(int process, long disk)
    {
        if (!OperatingSystem.IsLinux())
            return 0;
        try
        {
            var below = Children(process).Select(child => FilesOf(child, disk)).DefaultIfEmpty(-1).Max();
            if (below >= 0)
                return below;
            // struct statvfs: the second and third are the size of a block and their number, the sixth and seventh the files
            // there can be, and could be yet
            var numbers = new ulong[32];
            return statvfs($"/proc/{process}/root/tmp", numbers) == 0 && numbers[1] * numbers[2] <= (ulong)disk
                ? (long)(numbers[5] - numbers[6]) : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    public static IEnumerable<int> Children(int process) => Directory.EnumerateDirectories($"/proc/{process}/task")
        .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children"))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(int.Parse);

    [DllImport("libc")]
    private static extern int statvfs(string path, [Out] ulong[] numbers);
}
