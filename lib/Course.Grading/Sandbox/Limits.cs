namespace Course.Grading;

/// <summary>What one submission may use.</summary>
/// <param name="Cell">Longest time for one cell.</param>
/// <param name="Total">Longest time for the whole submission; its processor time is limited to twice this.</param>
/// <param name="MemoryMiB">Memory of its processes, libtorch included.</param>
/// <param name="DiskMiB">Size of its own temporary folder, which lies in memory.</param>
public sealed record Limits(TimeSpan Cell, TimeSpan Total, int MemoryMiB = 3072, int DiskMiB = 64)
{
    /// <summary>
    /// Processor time for compiling one answer (an honest one takes a twentieth of a second); by the clock twice that.
    /// </summary>
    public TimeSpan Compiling { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Threads of all kinds; .NET itself has about twenty.</summary>
    public const int MostThreads = 128;

    /// <summary>Files and folders in its temporary folder.</summary>
    public const int MostFiles = 20_000;

    public static Limits Default { get; } = new(TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(10));
}
