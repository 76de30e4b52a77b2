using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace Course.Cli.Tests;

/// <summary>
/// .github/DEPENDENCIES.md lists every package of the lock files with its licence, as the package itself says.
/// COURSE_UPDATE=licences writes it anew (.ci/update-packages does).
/// </summary>
public class LicenceTests
{
    private static readonly string list = Path.Combine(Kit.Root, ".github", "DEPENDENCIES.md");

    [Fact]
    public void EveryPackageIsListedWithItsLicence()
    {
        if (Environment.GetEnvironmentVariable("COURSE_UPDATE") == "licences")
            File.WriteAllText(list, Expected());
        Assert.Equal(Expected(), File.ReadAllText(list).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void EveryLicenceIsKnown() =>
        Assert.DoesNotContain(File.ReadLines(list), line => line.StartsWith("| `", StringComparison.Ordinal) && line.Contains("| ? |", StringComparison.Ordinal));

    /// <summary>What packages do not say themselves.</summary>
    private static readonly Dictionary<string, string> silent = new()
    {
        ["AsyncIO"] = "not stated in the package; by NetMQ's authors",
    };

    private static string Expected()
    {
        var text = new StringBuilder("# Packages and their licences\n\nWritten by `LicenceTests` from the lock files and the packages' own nuspec files; " +
            "`.ci/update-packages` renews it.\n\n| Package | Version | Licence | Used by |\n|---|---|---|---|\n");
        foreach (var package in Packages())
            text.Append($"| `{package.Id}` | {package.Version} | {Licence(package.Id, package.Version)} | {string.Join(", ", package.Users)} |\n");
        return text.ToString();
    }

    private static IEnumerable<(string Id, string Version, List<string> Users)> Packages() =>
        from file in Directory.EnumerateFiles(Kit.Root, "packages.lock.json", SearchOption.AllDirectories)
        where !file.Contains("node_modules", StringComparison.Ordinal)
        let project = Path.GetFileName(Path.GetDirectoryName(file)!)
        from target in JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("dependencies").EnumerateObject()
        from package in target.Value.EnumerateObject()
        where package.Value.TryGetProperty("resolved", out _)
        let version = package.Value.GetProperty("resolved").GetString()!
        group project by (Id: package.Name, Version: version) into same
        orderby same.Key.Id.ToUpperInvariant(), same.Key.Version
        select (same.Key.Id, same.Key.Version, same.Where(user => user.StartsWith("Course.", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal).ToList());

    /// <summary>The SPDX expression, or the file or address that the nuspec names.</summary>
    private static string Licence(string id, string version)
    {
        var nuspec = Path.Combine(CleanCopy.Cache, id.ToLowerInvariant(), version.ToLowerInvariant(), id.ToLowerInvariant() + ".nuspec");
        Assert.SkipUnless(File.Exists(nuspec), $"{id} {version} is not restored here. To have it: dotnet restore Course.sln.");
        var metadata = XDocument.Load(nuspec).Root!.Elements().First(element => element.Name.LocalName == "metadata");
        string? Value(string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim();
        var licence = metadata.Elements().FirstOrDefault(element => element.Name.LocalName == "license");
        return licence?.Attribute("type")?.Value == "file" ? $"{licence.Value} in the package" : licence?.Value ?? Value("licenseUrl") ?? silent.GetValueOrDefault(id, "?");
    }
}
