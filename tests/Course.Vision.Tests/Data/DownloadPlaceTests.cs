using System.Diagnostics;
using System.Security.Cryptography;

namespace Course.Vision.Tests;

/// <summary>The place a download goes to: shared with others, full, or not writable.</summary>
public sealed class DownloadPlaceTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly FakeServer server = new();
    private readonly byte[] content = IdxFile.Noise();
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task OfManyAtOnceOneFetchesAndTheOthersFindTheFile()
    {
        var file = Served();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new Download().Fetch(file, folder.Path), cancel)));
        Assert.Single(server.Requests);
        Assert.Equal([".lock", "data"], folder.Names);
    }

    [Fact]
    public async Task AnotherProcessWithTheLockIsWaitedFor()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/flock"),
            "Needs Linux and flock, which is the other process. To have it: apt-get install util-linux.");
        var ready = folder["ready"];
        using var other = Process.Start("/usr/bin/flock", [folder[".lock"], "sh", "-c", $"touch '{ready}'; sleep 1"]);
        while (!File.Exists(ready))
            await Task.Delay(10, cancel);
        var watch = Stopwatch.StartNew();
        var fetching = Task.Run(() => new Download().Fetch(Served(), folder.Path), cancel);
        await Task.Delay(300, cancel);
        Assert.Empty(server.Requests);
        await fetching;
        Assert.True(watch.ElapsedMilliseconds > 500);
        await other.WaitForExitAsync(cancel);
    }

    [Fact]
    public void FullDiskIsNamedAndNoOtherMirrorTried()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Needs /dev/full, a full disk that Linux has.");
        var file = Served() with { Urls = [server.Serve("/data", new Reply(content)), server.Serve("/other", new Reply(content))] };
        File.CreateSymbolicLink(Mirror.PartOf(folder["data"], file.Urls[0]), "/dev/full"); // every write to it finds the disk full
        var fault = Assert.Throws<DownloadException>(() => new Download().Fetch(file, folder.Path));
        Assert.Contains($"The disk that holds {folder.Path} is full", fault.Message);
        Assert.DoesNotContain("data", folder.Names);
        Assert.DoesNotContain(server.Requests, request => request.Path == "/other");
    }

    [Theory, InlineData("/proc/course-data"), InlineData("a file/below")]
    public void UnwritableFolderIsNamed(string place)
    {
        File.WriteAllText(folder["a file"], "");
        Assert.SkipWhen(place.StartsWith('/') && !Directory.Exists("/proc"), "Needs /proc, where nobody may write; Linux has it.");
        var target = Path.Combine(folder.Path, place);
        var fault = Assert.Throws<DownloadException>(() => new Download().Fetch(Served(), target));
        Assert.Contains($"{target} can't be written to", fault.Message);
        Assert.Contains("COURSE_DATA", fault.Message);
    }

    private DataFile Served() => new("data", [server.Serve("/data", new Reply(content))], content.Length,
        Convert.ToHexStringLower(SHA256.HashData(content)));
}
