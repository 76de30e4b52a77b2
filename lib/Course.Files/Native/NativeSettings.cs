using System.Runtime.InteropServices;

namespace Course.Files;

/// <summary>
/// What libgomp and glibc's malloc must be told before libtorch loads, whichever host the process belongs to. A value that the
/// user's environment holds already wins.
/// </summary>
internal static class NativeSettings
{
    private const int TrimThreshold = -1, TopPad = -2, MmapMax = -4; // glibc, malloc.h: M_TRIM_THRESHOLD, M_TOP_PAD, M_MMAP_MAX

    public static void Apply()
    {
        if (!OperatingSystem.IsLinux())
            return;
        // libgomp's threads spin at barriers: faster alone, tens of times slower beside one busy process. So they sleep, after a
        // moment of spinning. .NET's own SetEnvironmentVariable does not reach native libraries.
        _ = setenv("OMP_WAIT_POLICY", "PASSIVE", 0);
        _ = setenv("GOMP_SPINCOUNT", "1000", 0);
        // glibc would give big blocks back to the system after every step and fetch them anew, page by page. The cells' thread
        // has an arena of heaps of 64 MB each, which glibc keeps only where it would fetch as much in advance.
        if (Environment.GetEnvironmentVariable("MALLOC_MMAP_THRESHOLD_") is null)
            _ = mallopt(MmapMax, 0);
        if (Environment.GetEnvironmentVariable("MALLOC_TRIM_THRESHOLD_") is null)
            _ = mallopt(TrimThreshold, int.MaxValue);
        if (Environment.GetEnvironmentVariable("MALLOC_TOP_PAD_") is null)
            _ = mallopt(TopPad, 64 << 20);
    }

    [DllImport("libc")]
    private static extern int setenv(string name, string value, int overwrite);

    [DllImport("libc")]
    private static extern int mallopt(int parameter, int value);
}
