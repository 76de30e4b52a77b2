namespace Course.Notebooks.Tests;

/// <summary>Small files named for what they show, in tests/Fixtures.</summary>
internal static class Fixtures
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Fixtures"));

    public static string PathOf(string name) => Path.Combine(Folder, name);
}
