namespace Course.Cli;

/// <summary>Where the parts of the kit lie.</summary>
internal static class Kit
{
    /// <summary>The repository's folder: the nearest one above this program that holds Course.sln.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The built folder that notebooks/setup.csx references: Course.Vision.dll with libtorch beside it.</summary>
    public static string Library { get; } = Path.Combine(Root, "lib", "Course.Vision", "bin");

    public static string Notebooks { get; } = Path.Combine(Root, "notebooks");

    /// <summary>
    /// The dotnet program of the runtime we run on, also when started through the course executable or without a PATH.
    /// </summary>
    public static string DotnetHost { get; } = FindDotnet();

    /// <summary>The command that starts a session in a process of its own.</summary>
    public static IReadOnlyList<string> SessionHost { get; } =
        [DotnetHost, typeof(Kit).Assembly.Location, "session"];

    /// <summary>The program that grades.</summary>
    public static Grading.GraderProgram Grader(bool noSandbox = false, bool ownLabs = false) =>
        new(DotnetHost, typeof(Kit).Assembly.Location, noSandbox, ownLabs);

    private static string FindDotnet()
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!; // DOTNET/shared/Microsoft.NETCore.App/VERSION
        var file = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var host = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", file));
        return File.Exists(host) ? host : Environment.ProcessPath ?? file;
    }

    private static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Course.sln")))
                return folder.FullName;
        throw new IOException($"Expected the course kit's Course.sln in {start} or a folder above it, and found none. " +
            "Run the command from a clone of the kit: dotnet run --project lib/Course.Cli");
    }
}
