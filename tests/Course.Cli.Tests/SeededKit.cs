using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Course.Cli.Tests;

/// <summary>
/// A kit of its own for one fault: links to the built files, so that a test may break one of them, and a home of its own.
/// </summary>
internal sealed class SeededKit : IDisposable
{
    private static readonly string[] copied = ["course.dll", "course.deps.json", "course.runtimeconfig.json"]; // a linked program would find the real kit

    private readonly string folder = Directory.CreateTempSubdirectory("course 학생 ").FullName;

    public SeededKit()
    {
        foreach (var file in new[] { "Course.sln", "global.json", "data/manifest.json", "data/kitnet/kitnet.safetensors", "lib/Course.Vision/obj/project.assets.json" })
            Copy(Path.Combine(Kit.Root, file), At(file));
        foreach (var project in new[] { "lib/Course.Cli/bin", "lib/Course.Vision/bin" })
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Kit.Root, project)))
                Link(file, At($"{project}/{Path.GetFileName(file)}"));
        Directory.CreateDirectory(At("notebooks"));
        Directory.CreateDirectory(Home);
        Environment["HOME"] = Environment["USERPROFILE"] = Home;
        Environment["JUPYTER_DATA_DIR"] = Path.Combine(Home, "jupyter");
        Environment["JUPYTER_PATH"] = "";
        Environment["COURSE_DATA"] = At("data");
    }

    /// <summary>What the doctor's environment has beside this process's.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>The program that runs the doctor: dotnet, or something before it that takes a command away from its surroundings.</summary>
    public string[] Starter { get; set; } = [Kit.DotnetHost];

    public string Home => At("home");

    /// <summary>A path in this kit.</summary>
    public string At(string relative) => Path.Combine(folder, relative);

    public string Library(string file) => At($"lib/Course.Vision/bin/{file}");

    /// <summary>The folder of a package that the kit was built with.</summary>
    public static string Package(string id)
    {
        var assets = JsonNode.Parse(File.ReadAllText(Path.Combine(Kit.Root, "lib/Course.Vision/obj/project.assets.json")))!;
        var library = assets["libraries"]!.AsObject().First(entry => entry.Key.StartsWith(id + "/", StringComparison.OrdinalIgnoreCase));
        return assets["packageFolders"]!.AsObject().Select(cache => Path.Combine(cache.Key, library.Value!["path"]!.GetValue<string>())).First(Directory.Exists);
    }

    public Outcome Doctor()
    {
        var start = new ProcessStartInfo(Starter[0], [.. Starter[1..], At("lib/Course.Cli/bin/course.dll"), "doctor"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        start.Environment.Remove("DOTNET_ROOT");
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return new Outcome(process.ExitCode, output.Result + error.Result, null);
    }

    /// <summary>Puts a file of its own in the place of a link.</summary>
    public static void Replace(string path, byte[] content)
    {
        File.Delete(path);
        File.WriteAllBytes(path, content);
    }

    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.Delete(folder, recursive: true);
    }

    private static void Link(string source, string target)
    {
        if (copied.Contains(Path.GetFileName(source)) || OperatingSystem.IsWindows()) // links ask for a right there
        {
            Copy(source, target);
            return;
        }
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.CreateSymbolicLink(target, source);
    }

    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(source, target);
    }
}
