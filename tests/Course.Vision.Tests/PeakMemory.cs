namespace Course.Vision.Tests;

/// <summary>The most memory that this process has held, as the kernel counts it (Linux only).</summary>
internal static class PeakMemory
{
    public static long Reset()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        File.WriteAllText("/proc/self/clear_refs", "5"); // forget the peak
        return Status("VmRSS");
    }

    public static long SinceReset() => Status("VmHWM");

    private static long Status(string name) => 1024 * long.Parse(File.ReadLines("/proc/self/status")
        .Single(line => line.StartsWith(name + ":", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
}
