using System.Security.Cryptography;

namespace Course.Vision.Tests;

public sealed class DownloadTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly FakeServer server = new();
    private readonly byte[] content = IdxFile.Noise();
    private readonly byte[] compressed;
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    public DownloadTests() => compressed = IdxFile.Gzip(content);

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task FileArrivesUnderItsNameAndNothingElseStays()
    {
        var path = await new Download().FetchAsync(File(server.Serve("/a", new Reply(compressed))), folder.Path, cancel);
        Assert.Equal(folder["data.gz"], path);
        Assert.Equal(compressed, System.IO.File.ReadAllBytes(path));
        Assert.Equal([".lock", "data.gz"], folder.Names);
    }

    [Fact]
    public async Task RightFileIsNotFetchedAgain()
    {
        var file = File(server.Serve("/a", new Reply(compressed)));
        await new Download().FetchAsync(file, folder.Path, cancel);
        await new Download().FetchAsync(file, folder.Path, cancel);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task CutOffAtAnyByteItGoesOnFromThere()
    {
        for (var cut = 1; cut < compressed.Length; cut += 1 + compressed.Length / 60)
        {
            var path = $"/cut{cut}";
            var url = server.Serve(path, before => new Reply(compressed) { CutAt = before == 0 ? cut : -1 });
            Assert.Equal(compressed, await FetchedAsync(File(url)));
            Assert.Equal([(path, 0), (path, cut)], server.Requests.Where(request => request.Path == path));
        }
    }

    [Fact]
    public async Task CutOffAtAnyByteWithoutALengthItNeverLooksWhole()
    {
        for (var cut = 0; cut < compressed.Length; cut += 1 + compressed.Length / 60)
        {
            var url = server.Serve($"/cut{cut}", new Reply(compressed) { CutAt = cut, SaysLength = false });
            await FaultAsync(File(url));
            Assert.DoesNotContain("data.gz", folder.Names);
        }
    }

    [Fact]
    public async Task NextRunGoesOnWhereTheLastOneStopped()
    {
        var cut = compressed.Length / 2;
        var file = File(server.Serve("/a", before => new Reply(compressed) { CutAt = before < 2 ? cut : -1 }));
        Assert.Contains("what has arrived is kept", await FaultAsync(file)); // twice cut at the same byte: no progress, give up
        Assert.Equal(compressed, await FetchedAsync(file));
        Assert.Equal(("/a", cut), server.Requests.Last());
    }

    [Fact]
    public async Task ServerThatIgnoresTheRangeStartsAnew()
    {
        var url = server.Serve("/a", before => new Reply(compressed) { CutAt = before == 0 ? 700 : -1, KnowsRanges = false });
        Assert.Equal(compressed, await FetchedAsync(File(url)));
    }

    [Fact]
    public async Task ServerThatAlwaysCutsGivesWayToTheNextMirror()
    {
        var bad = server.Serve("/bad", new Reply(compressed) { CutAt = 700, KnowsRanges = false });
        Assert.Equal(compressed, await FetchedAsync(File(bad, server.Serve("/good", new Reply(compressed)))));
    }

    [Fact]
    public async Task WrongContentIsDeletedAndTheNextMirrorTried()
    {
        var flipped = (byte[])compressed.Clone();
        flipped[500] ^= 1;
        var bad = server.Serve("/bad", new Reply(flipped));
        Assert.Equal(compressed, await FetchedAsync(File(bad, server.Serve("/good", new Reply(compressed)))));
        Assert.Equal([".lock"], folder.Names);
    }

    [Fact]
    public async Task MirrorMayCompressDifferentlyAndHoldTheFileUnpacked()
    {
        Assert.Equal(content, await FetchedAsync(File(server.Serve("/plain", new Reply(content)))));
    }

    [Fact]
    public async Task StalePartIsDroppedAndFetchedFromTheBeginning()
    {
        var url = server.Serve("/a", new Reply(compressed));
        System.IO.File.WriteAllBytes(Mirror.PartOf(folder["data.gz"], url), new byte[600]); // of a file the server had earlier
        Assert.Equal(compressed, await FetchedAsync(File(url)));
        Assert.Equal([("/a", 600), ("/a", 0)], server.Requests);
    }

    [Fact]
    public async Task CompletePartOfAKilledRunIsUsed()
    {
        var url = server.Serve("/a", new Reply(compressed));
        System.IO.File.WriteAllBytes(Mirror.PartOf(folder["data.gz"], url), compressed); // killed just before the move
        Assert.Equal(compressed, await FetchedAsync(File(url)));
        Assert.Equal(("/a", compressed.Length), server.Requests.Single());
    }

    [Fact]
    public async Task EveryMirrorsFailureIsListedAndHowToHelpOneself()
    {
        var missing = server.Serve("/missing", new Reply([]) { Status = "404 Not Found" });
        var portal = server.Serve("/portal", new Reply("<html>Please log in</html>"u8.ToArray()));
        var nobody = new Uri("http://127.0.0.1:1/nobody");
        var unknown = new Uri("http://no-such-host.invalid/file");
        var message = await FaultAsync(File(missing, portal, nobody, unknown));
        Assert.Contains($"{missing}: the server answered 404 Not Found", message);
        Assert.Contains($"{portal}: what arrived is not the file", message);
        Assert.Contains("<html>Please log in", message);
        Assert.Contains($"{nobody}: ", message);
        Assert.Contains($"{unknown}: ", message);
        Assert.Contains($"put it at {folder["data.gz"]}", message);
        Assert.Equal([".lock"], folder.Names);
    }

    [Fact]
    public async Task SilentServerGivesWayToTheNextMirror()
    {
        var silent = server.Serve("/silent", new Reply(compressed) { CutAt = 0, Stalls = true });
        var good = server.Serve("/good", new Reply(compressed));
        var download = new Download { Patience = TimeSpan.FromMilliseconds(300) };
        Assert.True(System.IO.File.Exists(await download.FetchAsync(File(silent, good), folder.Path, cancel)));
    }

    [Fact]
    public async Task ServerWithoutEndIsStopped()
    {
        var endless = server.Serve("/endless", new Reply(new byte[50_000_000]) { SaysLength = false });
        Assert.Contains("not the file", await FaultAsync(File(endless)));
        Assert.Equal([".lock"], folder.Names);
    }

    [Fact]
    public async Task CancellingKeepsThePartAndNothingThatLooksWhole()
    {
        var url = server.Serve("/a", new Reply(compressed) { CutAt = 700, Stalls = true });
        using var stop = new CancellationTokenSource(500);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new Download().FetchAsync(File(url), folder.Path, stop.Token));
        Assert.DoesNotContain("data.gz", folder.Names);
        Assert.Equal(700, new FileInfo(Directory.GetFiles(folder.Path, "*.part").Single()).Length);
    }

    [Fact]
    public async Task DamagedFileInPlaceIsReplacedOnlyByTheRightOne()
    {
        System.IO.File.WriteAllText(folder["data.gz"], "mine");
        await FaultAsync(File(server.Serve("/bad", new Reply([1, 2, 3]))));
        Assert.Equal("mine", System.IO.File.ReadAllText(folder["data.gz"]));
        Assert.Equal(compressed, await FetchedAsync(File(server.Serve("/good", new Reply(compressed)))));
    }

    [Fact]
    public async Task HashPrefixOfAnUncompressedWeightFileIsEnough()
    {
        var url = server.Serve("/w.pth", new Reply(content));
        var weights = new DataFile("w.pth", [url], Sha256Prefix: Hash(content)[..8]);
        await new Download().FetchAsync(weights, folder.Path, cancel);
        await Assert.ThrowsAsync<DownloadException>(() =>
            new Download().FetchAsync(weights with { Name = "v.pth", Sha256Prefix = "00000000" }, folder.Path, cancel));
        Assert.Equal([".lock", "w.pth"], folder.Names);
    }

    [Fact]
    public async Task ProgressRunsFromTheStartToTheEnd()
    {
        var seen = new List<DownloadProgress>();
        var download = new Download { Progress = new Collected(seen) };
        await download.FetchAsync(File(server.Serve("/a", new Reply(compressed))), folder.Path, cancel);
        Assert.Equal(0, seen[0].Received);
        Assert.True(seen[^1].IsDone);
        Assert.Equal(compressed.Length, seen[^1].Total);
        Assert.Contains("(100 %)", seen[^1].ToString());
    }

    private async Task<byte[]> FetchedAsync(DataFile file)
    {
        var path = await new Download().FetchAsync(file, folder.Path, cancel);
        var bytes = System.IO.File.ReadAllBytes(path);
        System.IO.File.Delete(path);
        return bytes;
    }

    private async Task<string> FaultAsync(DataFile file) =>
        (await Assert.ThrowsAsync<DownloadException>(() => new Download().FetchAsync(file, folder.Path, cancel))).Message;

    private DataFile File(params Uri[] urls) => new("data.gz", urls, content.Length, Hash(content));

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private sealed class Collected(List<DownloadProgress> seen) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => seen.Add(value);
    }
}
