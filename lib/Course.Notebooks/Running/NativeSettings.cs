namespace Course.Notebooks;

/// <summary>
/// Environment of every process that runs lessons. These must stand before libgomp and glibc's malloc start, so they are set by
/// whoever starts the process: <c>course run</c>, the grader, and the kernelspec's <c>env</c>.
/// </summary>
public static class NativeSettings
{
    /// <summary>Variable and value. A value the user has set already wins.</summary>
    public static IReadOnlyDictionary<string, string> Values { get; } = new Dictionary<string, string>
    {
        // libgomp's threads spin at barriers: alone that is faster, beside one busy process many times slower. So they sleep, after a moment
        // of spinning: alone 1.4 times as fast as without the moment, beside one busy process 1.5 times slower, but never tens of times.
        ["OMP_WAIT_POLICY"] = "PASSIVE",
        ["GOMP_SPINCOUNT"] = "1000",
        // glibc would give big blocks back to the system after every step and fetch them anew, page by page.
        ["MALLOC_MMAP_THRESHOLD_"] = "4294967296",
        ["MALLOC_TRIM_THRESHOLD_"] = "8589934592",
        // Three quarters of the memory (hexadecimal) for .NET: beyond it is an exception, and the system does not end the process.
        ["DOTNET_GCHeapHardLimitPercent"] = "4B",
        // A cell's code runs once: measuring it in order to compile it better costs more than it gives.
        ["DOTNET_TieredPGO"] = "0",
    };

    public static void Apply(IDictionary<string, string?> environment)
    {
        foreach (var (name, value) in Values)
            environment.TryAdd(name, value);
    }
}
