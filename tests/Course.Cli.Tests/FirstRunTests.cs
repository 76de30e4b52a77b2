using System.Text.Json.Nodes;

namespace Course.Cli.Tests;

public sealed class FirstRunTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("course first run").FullName;

    private string Stamp => Path.Combine(folder, "restoring");

    private string Assets => Path.Combine(folder, "project.assets.json");

    public FirstRunTests()
    {
        File.WriteAllText(Assets, new JsonObject { ["packageFolders"] = new JsonObject { [Path.Combine(folder, "cache")] = new JsonObject() } }.ToJsonString());
        Package("old", 5_000_000, -60);
        File.WriteAllText(Stamp, "");
        File.SetLastWriteTimeUtc(Stamp, DateTime.UtcNow.AddSeconds(-30));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void PackagesFetchedSinceTheRestoreBeganAreCountedOnce()
    {
        Package("new", 3_000_000, -10);
        Package("newer", 4_000_000, -5);
        Assert.StartsWith("First run: 2 packages, 7 MB, downloaded in 25 s", FirstRun.Report(Stamp, Assets), StringComparison.Ordinal);
        Assert.Null(FirstRun.Report(Stamp, Assets));
    }

    [Fact]
    public void RestoreThatFetchedNothingIsNotWorthALine() => Assert.Null(FirstRun.Report(Stamp, Assets));

    private void Package(string id, int size, int seconds)
    {
        var version = Directory.CreateDirectory(Path.Combine(folder, "cache", id, "1.0.0")).FullName;
        File.WriteAllBytes(Path.Combine(version, $"{id}.1.0.0.nupkg"), new byte[size]);
        File.WriteAllText(Path.Combine(version, ".nupkg.metadata"), "");
        File.SetLastWriteTimeUtc(Path.Combine(version, ".nupkg.metadata"), DateTime.UtcNow.AddSeconds(seconds));
    }
}
