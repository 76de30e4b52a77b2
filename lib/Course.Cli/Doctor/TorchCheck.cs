using Course.Notebooks;

namespace Course.Cli.Doctor;

/// <summary>Loads TorchSharp the way a notebook does, in a session of its own: a crash there does not end the doctor.</summary>
internal static class TorchCheck
{
    private const string Probe = """
        #r "../lib/Course.Vision/bin/Course.Files.dll"
        #r "../lib/Course.Vision/bin/Course.Vision.dll"
        Course.Vision.TorchLibrary.Load();
        Console.WriteLine(Course.Vision.Compute.Describe());
        """;

    /// <summary>The C++ library that libtorch needs on Linux.</summary>
    public static Finding StandardLibrary() => OperatingSystem.IsLinux()
        ? StandardLibrary(Files.Libtorch.StandardLibraryVersion())
        : new("libstdc++", Health.Good, "not needed on this system");

    public static Finding StandardLibrary(Version? version)
    {
        var wanted = new Version(3, 4, 32);
        return version switch
        {
            null => new("libstdc++", Health.Bad, "none",
                "Install it (Debian, Ubuntu: apt-get install libstdc++6). Alpine Linux can't run libtorch."),
            _ when version >= wanted => new("libstdc++", Health.Good, $"GLIBCXX_{version}"),
            _ => new("libstdc++", Health.Note, $"GLIBCXX_{version}, older than TorchSharp asks for ({wanted})",
                "Nothing: the build has made its copy of libLibTorchSharp.so suit it."),
        };
    }

    public static Finding Run()
    {
        var built = Path.Combine(Kit.Library, "TorchSharp.dll");
        if (!File.Exists(built))
            return new("TorchSharp", Health.Bad, $"{built} is missing", "Build the kit: dotnet build Course.sln");
        var (notebook, probe) = (new Notebook(), Cell.Code(Probe));
        notebook.Add(probe);
        var run = new NotebookRunner(new RunOptions(Kit.SessionHost, TimeSpan.FromSeconds(60))).Run(notebook, Kit.Notebooks);
        return run.Failure?.Result is CellResult.Failed failed
            ? new("TorchSharp", Health.Bad, failed.Name, failed.Message)
            : new("TorchSharp", Health.Good, string.Concat(probe.Outputs.OfType<Output.Printed>().Select(output => output.Text))
            .Trim());
    }
}
