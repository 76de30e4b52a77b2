namespace Course.Vision;

/// <summary>Where data sets lie on this machine.</summary>
public static class DataFolder
{
    private static readonly HashSet<string> told = [];

    /// <summary>The folder that COURSE_DATA names, else the kit's own <c>data</c>.</summary>
    public static string Default => Of((string?)null);

    /// <summary>The kit's own <c>data</c> folder, the one with the manifest.</summary>
    public static string OfKit => KitFolder() is { } kit ? Path.Combine(kit, "data") : Path.GetFullPath("data");

    /// <summary>What the kit can fetch: its <c>data/manifest.json</c>.</summary>
    /// <exception cref="InvalidDataException">It is no valid manifest.</exception>
    public static Manifest Manifest => Manifest.Load(Path.Combine(OfKit, "manifest.json"));

    /// <summary>
    /// Where a data set's files belong: below the default folder, or in the kit's own where they are a part of the kit.
    /// </summary>
    /// <param name="set">A data set of the manifest.</param>
    public static string Of(DataSet set) => Path.Combine(set.Shipped ? OfKit : Default, set.Name);

    /// <summary>Fetches a file of the manifest and shows how far it has come; returns its path.</summary>
    /// <param name="file">The file; one that is there already, as published, is not fetched again.</param>
    /// <param name="folder">Where it belongs.</param>
    /// <exception cref="DownloadException">The download failed; the message lists every mirror's answer.</exception>
    public static string Fetch(DataFile file, string folder) =>
        new Download { Progress = new ConsoleProgress() }.Fetch(file, folder);

    /// <summary>The folder that a learner has named, else the default one.</summary>
    internal static string Of(string? root) => Resolve(root ?? Environment.GetEnvironmentVariable("COURSE_DATA") ?? "");

    /// <summary>Says where data come from; each sentence once.</summary>
    internal static void Tell(string sentence)
    {
        lock (told)
            if (told.Add(sentence))
                Console.WriteLine(sentence);
    }

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
