namespace Course.Vision;

/// <summary>Where data sets lie on this machine.</summary>
public static class DataFolder
{
    /// <summary>The environment variable that names another data folder than the kit's own.</summary>
    public const string Variable = "COURSE_DATA";

    /// <summary>The folder that COURSE_DATA names, else the kit's own <c>data</c>.</summary>
    public static string Default => Resolve(Environment.GetEnvironmentVariable(Variable) ?? "");

    /// <summary>The kit's own <c>data</c> folder, the one with the manifest.</summary>
    public static string OfKit => KitFolder() is { } kit ? Path.Combine(kit, "data") : Path.GetFullPath("data");

    /// <summary>What the kit can fetch: its <c>data/manifest.json</c>.</summary>
    /// <exception cref="InvalidDataException">It is no valid manifest.</exception>
    public static Manifest Manifest => Manifest.Load(Path.Combine(OfKit, "manifest.json"));

    /// <summary>Where a data set's files belong: below the default folder, or in the kit's own where they are a part of the kit.</summary>
    /// <param name="set">A data set of the manifest.</param>
    public static string Of(DataSet set) => Path.Combine(set.Shipped ? OfKit : Default, set.Name);

    /// <summary>A full path; a relative one counts from the current folder, or from the kit's where only that exists.</summary>
    internal static string Resolve(string folder)
    {
        if (folder.Length == 0)
            return OfKit;
        var here = Path.GetFullPath(folder);
        // A notebook's current folder is its own, while COURSE_DATA=../shared/data was meant from where the command was given.
        var there = Path.GetFullPath(folder, KitFolder() ?? here);
        return !Directory.Exists(here) && Directory.Exists(there) ? there : here;
    }

    /// <summary>The folder above this library, or above the current one, that holds data/manifest.json.</summary>
    private static string? KitFolder()
    {
        string[] starts = [Path.GetDirectoryName(typeof(DataFolder).Assembly.Location) ?? "", Directory.GetCurrentDirectory()];
        foreach (var start in starts.Where(start => start.Length > 0))
            for (var folder = new DirectoryInfo(start); folder != null; folder = folder.Parent)
                if (File.Exists(Path.Combine(folder.FullName, "data", "manifest.json")))
                    return folder.FullName;
        return null;
    }
}
