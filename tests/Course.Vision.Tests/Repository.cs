using System.Text.Json;

namespace Course.Vision.Tests;

/// <summary>Where the repository's own files lie, and the data and references beside it.</summary>
internal static class Repository
{
    public static readonly string Root = FindRoot();

    /// <summary>The data folder: COURSE_DATA, relative to the repository, or the one beside it.</summary>
    private static readonly string data = System.IO.Path.GetFullPath(
        Environment.GetEnvironmentVariable("COURSE_DATA") is { Length: > 0 } chosen ? chosen : "../shared/data", Root);

    /// <summary>A path below the repository's root.</summary>
    public static string Path(string relative) => System.IO.Path.GetFullPath(relative, Root);

    /// <summary>A JSON file of tests/Fixtures.</summary>
    public static JsonElement Fixture(string file) => Json(Path($"tests/Fixtures/{file}"));

    /// <summary>A file with PyTorch's numbers beside the repository; the test is skipped where it is absent.</summary>
    public static string Golden(string file) => Present(Path($"../shared/reference/golden/{file}"),
        "PyTorch's numbers, which lie beside the repository");

    /// <summary>The same, read as JSON.</summary>
    public static JsonElement GoldenJson(string file) => Json(Golden(file));

    /// <summary>A file of the data folder; the test is skipped where it is absent.</summary>
    public static string Data(params string[] parts) => Present(System.IO.Path.Combine([data, .. parts]),
        "real data or weights (data/README.md tells what can be downloaded; COURSE_DATA names the folder)");

    /// <summary>The data folder with the real Fashion-MNIST in it; the test is skipped where it is absent.</summary>
    public static string RealFashionMnist()
    {
        Data("fashion-mnist", "train-images-idx3-ubyte.gz");
        return data;
    }

    private static JsonElement Json(string path) => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;

    private static string Present(string path, string what)
    {
        Assert.SkipUnless(System.IO.Path.Exists(path), $"Needs {what}: there is no {path}.");
        return path;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Course.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("No Course.sln above " + AppContext.BaseDirectory);
    }
}
