using System.Text.Json;

namespace Course.Cli.Doctor;

/// <summary>
/// Whether every package that the library was built with is whole in the package cache: the next build needs them.
/// </summary>
internal static class PackageCheck
{
    public static Finding Run() => Of(Path.Combine(Kit.Root, "lib", "Course.Vision", "obj", "project.assets.json"));

    /// <param name="assets">What NuGet has written about a restore.</param>
    public static Finding Of(string assets)
    {
        if (!File.Exists(assets))
            return new("packages", Health.Bad, $"{assets} is missing: the packages have not been restored",
                "dotnet restore Course.sln");
        using var json = JsonDocument.Parse(File.ReadAllText(assets));
        var caches = json.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
        var packages = json.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package").ToList();
        var broken = packages.Select(package => Fault(package, caches)).OfType<string>().ToList();
        return broken.Count == 0
            ? new("packages", Health.Good, $"{packages.Count} in {string.Join(", ", caches)}")
            : new("packages", Health.Bad, $"half restored: {string.Join("; ", broken)}",
                "Delete the folders of these packages, then: dotnet restore Course.sln --force. If that does not help: dotnet "
                    + "nuget locals global-packages --clear");
    }

    private static string? Fault(JsonProperty package, List<string> caches)
    {
        var path = package.Value.GetProperty("path").GetString()!;
        var folder = caches.Select(cache => Path.Combine(cache, path)).FirstOrDefault(Directory.Exists);
        if (folder is null)
            return $"{package.Name} is not in the cache";
        if (!File.Exists(Path.Combine(folder, ".nupkg.metadata"))) // NuGet writes it last
            return $"{package.Name} was not unpacked to its end in {folder}";
        var missing = package.Value.GetProperty("files").EnumerateArray().Select(file => file.GetString()!)
            .FirstOrDefault(file => !File.Exists(Path.Combine(folder, file)));
        return missing is null ? null : $"{package.Name} lacks {missing} in {folder}";
    }
}
