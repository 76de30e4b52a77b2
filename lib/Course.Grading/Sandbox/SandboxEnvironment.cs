namespace Course.Grading;

/// <summary>
/// The environment of the program inside and of the compiler: nothing of the grader's own; .NET and libtorch kept small.
/// </summary>
internal static class SandboxEnvironment
{
    public static Dictionary<string, string> Values(Limits limits) => new()
    {
        ["OMP_NUM_THREADS"] = "1",
        ["DOTNET_PROCESSOR_COUNT"] = "2",
        ["DOTNET_EnableDiagnostics"] = "0", // it would open a socket
        ["DOTNET_TieredCompilation"] = "1",
        ["DOTNET_EnableWriteXorExecute"] = "0", // it would write code through a file in memory, which the filter refuses
        ["DOTNET_gcConcurrent"] = "0",
        ["DOTNET_GCHeapHardLimit"] = $"0x{(long)limits.MemoryMiB << 19:x}", // half for .NET, the rest for libtorch
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["LANG"] = "C.UTF-8",
        ["HOME"] = "/tmp",
        ["TMPDIR"] = "/tmp",
        ["COURSE_DATA"] = "/tmp/data", // the lab's own samples and stand-in, the same for everybody
        [withoutIcu] = Environment.GetEnvironmentVariable(withoutIcu) ?? "0",
    };

    private const string withoutIcu = "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT";

    public static void AddTo(IDictionary<string, string?> environment, Limits limits)
    {
        foreach (var (name, value) in Values(limits))
            if (name is not ("HOME" or "TMPDIR" or "COURSE_DATA"))
                environment[name] = value;
    }
}
