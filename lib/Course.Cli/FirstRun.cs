using System.Globalization;
using System.Text.Json;

namespace Course.Cli;

/// <summary>What a first run had to download: NuGet says nothing about it, and it is most of the wait.</summary>
internal static class FirstRun
{
    /// <summary>The line to show, once, after a restore that fetched packages; null after any other.</summary>
    /// <param name="stamp">The file that the build touches before it restores (FirstRun.targets); it is deleted.</param>
    /// <param name="assets">NuGet's project.assets.json, which names the package cache.</param>
    public static string? Report(string stamp, string assets)
    {
        if (!File.Exists(stamp) || !File.Exists(assets))
            return null;
        var start = File.GetLastWriteTimeUtc(stamp);
        File.Delete(stamp);
        using var json = JsonDocument.Parse(File.ReadAllText(assets));
        var cache = json.RootElement.GetProperty("packageFolders").EnumerateObject().First().Name;
        var fetched = new DirectoryInfo(cache).EnumerateDirectories().SelectMany(id => id.EnumerateDirectories())
            .Select(version => (Folder: version, Done: Fetched(version))).Where(package => package.Done >= start).ToList();
        if (fetched.Count == 0)
            return null;
        var bytes = fetched.SelectMany(package => package.Folder.EnumerateFiles("*.nupkg")).Sum(file => file.Length);
        var done = fetched.Max(package => package.Done);
        return string.Create(
            CultureInfo.InvariantCulture, $"First run: {fetched.Count} packages, {bytes / 1e6:N0} MB, downloaded in " +
            $"{(done - start).TotalSeconds:F0} s to {cache}; built in {(DateTime.UtcNow - done).TotalSeconds:F0} s.");
    }

    public static string? Report()
    {
        var objects = Path.Combine(Kit.Root, "lib", "Course.Cli", "obj");
        return Report(Path.Combine(objects, "restoring"), Path.Combine(objects, "project.assets.json"));
    }

    // The file that NuGet writes last.
    private static DateTime Fetched(DirectoryInfo version) =>
        File.GetLastWriteTimeUtc(Path.Combine(version.FullName, ".nupkg.metadata"));
}
