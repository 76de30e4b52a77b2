namespace Course.Grading.Tests;

/// <summary>Where things lie in this repository.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    public static string TinyLab(string language) => Path("tests", "Fixtures", "labs", language, "tiny-lab.ipynb");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Course.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
