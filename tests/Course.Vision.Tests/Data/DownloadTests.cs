using System.Security.Cryptography;

namespace Course.Vision.Tests;

public sealed class DownloadTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly FakeServer server = new();
    private readonly byte[] content = IdxFile.Noise();
    private readonly byte[] compressed;

    public DownloadTests() => compressed = IdxFile.Gzip(content);

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void FileArrivesUnderItsNameAndNothingElseStays()
    {
        var path = new Download().Fetch(File(server.Serve("/a", new Reply(compressed))), folder.Path);
        Assert.Equal(folder["data.gz"], path);
        Assert.Equal(compressed, System.IO.File.ReadAllBytes(path));
        Assert.Equal([".lock", "data.gz"], folder.Names);
    }

    [Fact]
    public void RightFileIsNotFetchedAgain()
    {
        var file = File(server.Serve("/a", new Reply(compressed)));
        new Download().Fetch(file, folder.Path);
        new Download().Fetch(file, folder.Path);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void CutOffAtAnyByteItGoesOnFromThere()
    {
        for (var cut = 1; cut < compressed.Length; cut += 1 + compressed.Length / 60)
        {
            var path = $"/cut{cut}";
            var url = server.Serve(path, before => new Reply(compressed) { CutAt = before == 0 ? cut : -1 });
            Assert.Equal(compressed, Fetched(File(url)));
            Assert.Equal([(path, 0), (path, cut)], server.Requests.Where(request => request.Path == path));
        }
    }

    [Fact]
    public void CutOffAtAnyByteWithoutALengthItNeverLooksWhole()
    {
        for (var cut = 0; cut < compressed.Length; cut += 1 + compressed.Length / 60)
        {
            var url = server.Serve($"/cut{cut}", new Reply(compressed) { CutAt = cut, SaysLength = false });
            Fault(File(url));
            Assert.DoesNotContain("data.gz", folder.Names);
        }
    }

    [Fact]
    public void NextRunGoesOnWhereTheLastOneStopped()
    {
        var cut = compressed.Length / 2;
        var file = File(server.Serve("/a", before => new Reply(compressed) { CutAt = before < 2 ? cut : -1 }));
        Assert.Contains("what has arrived is kept", Fault(file)); // twice cut at the same byte: no progress, give up
        Assert.Equal(compressed, Fetched(file));
        Assert.Equal(("/a", cut), server.Requests.Last());
    }

    [Fact]
    public void ServerThatIgnoresTheRangeStartsAnew()
    {
        var url = server.Serve("/a", before => new Reply(compressed) { CutAt = before == 0 ? 700 : -1, KnowsRanges = false });
        Assert.Equal(compressed, Fetched(File(url)));
    }

    [Fact]
    public void ServerThatAlwaysCutsGivesWayToTheNextMirror()
    {
        var bad = server.Serve("/bad", new Reply(compressed) { CutAt = 700, KnowsRanges = false });
        Assert.Equal(compressed, Fetched(File(bad, server.Serve("/good", new Reply(compressed)))));
    }

    [Fact]
    public void WrongContentIsDeletedAndTheNextMirrorTried()
    {
        var flipped = (byte[])compressed.Clone();
        flipped[500] ^= 1;
        var bad = server.Serve("/bad", new Reply(flipped));
        Assert.Equal(compressed, Fetched(File(bad, server.Serve("/good", new Reply(compressed)))));
        Assert.Equal([".lock"], folder.Names);
    }

    [Fact]
    public void MirrorMayCompressDifferentlyAndHoldTheFileUnpacked()
    {
        Assert.Equal(content, Fetched(File(server.Serve("/plain", new Reply(content)))));
    }

    [Fact]
    public void StalePartIsDroppedAndFetchedFromTheBeginning()
    {
        var url = server.Serve("/a", new Reply(compressed));
        System.IO.File.WriteAllBytes(Mirror.PartOf(folder["data.gz"], url), new byte[600]); // of a file the server had earlier
        Assert.Equal(compressed, Fetched(File(url)));
        Assert.Equal([("/a", 600), ("/a", 0)], server.Requests);
    }

    [Fact]
    public void CompletePartOfAKilledRunIsUsed()
    {
        var url = server.Serve("/a", new Reply(compressed));
        System.IO.File.WriteAllBytes(Mirror.PartOf(folder["data.gz"], url), compressed); // killed just before the move
        Assert.Equal(compressed, Fetched(File(url)));
        Assert.Equal(("/a", compressed.Length), server.Requests.Single());
    }

    [Fact]
    public void EveryMirrorsFailureIsListedAndHowToHelpOneself()
    {
        var missing = server.Serve("/missing", new Reply([]) { Status = "404 Not Found" });
        var portal = server.Serve("/portal", new Reply("<html>Please log in</html>"u8.ToArray()));
        var nobody = new Uri("http://127.0.0.1:1/nobody");
        var unknown = new Uri("http://no-such-host.invalid/file");
        var message = Fault(File(missing, portal, nobody, unknown));
        Assert.Contains($"{missing}: the server answered 404 Not Found", message);
        Assert.Contains($"{portal}: what arrived is not the file", message);
        Assert.Contains("<html>Please log in", message);
        Assert.Contains($"{nobody}: ", message);
        Assert.Contains($"{unknown}: ", message);
        Assert.Contains($"put it at {folder["data.gz"]}", message);
        Assert.Equal([".lock"], folder.Names);
    }

    [Fact]
    public void SilentServerGivesWayToTheNextMirror()
    {
        var silent = server.Serve("/silent", new Reply(compressed) { CutAt = 0, Stalls = true });
        var good = server.Serve("/good", new Reply(compressed));
        var download = new Download { Patience = TimeSpan.FromMilliseconds(300) };
        Assert.True(System.IO.File.Exists(download.Fetch(File(silent, good), folder.Path)));
    }

    [Fact]
    public void ServerWithoutEndIsStopped()
    {
        var endless = server.Serve("/endless", new Reply(new byte[50_000_000]) { SaysLength = false });
        Assert.Contains("not the file", Fault(File(endless)));
        Assert.Equal([".lock"], folder.Names);
    }

    [Fact]
    public void DamagedFileInPlaceIsReplacedOnlyByTheRightOne()
    {
        System.IO.File.WriteAllText(folder["data.gz"], "mine");
        Fault(File(server.Serve("/bad", new Reply([1, 2, 3]))));
        Assert.Equal("mine", System.IO.File.ReadAllText(folder["data.gz"]));
        Assert.Equal(compressed, Fetched(File(server.Serve("/good", new Reply(compressed)))));
    }

    [Fact]
    public void HashPrefixOfAnUncompressedWeightFileIsEnough()
    {
        var url = server.Serve("/w.pth", new Reply(content));
        var weights = new DataFile("w.pth", [url], Sha256Prefix: Hash(content)[..8]);
        new Download().Fetch(weights, folder.Path);
        Assert.Throws<DownloadException>(() =>
            new Download().Fetch(weights with { Name = "v.pth", Sha256Prefix = "00000000" }, folder.Path));
        Assert.Equal([".lock", "w.pth"], folder.Names);
    }

    [Fact]
    public void ProgressRunsFromTheStartToTheEnd()
    {
        var seen = new List<DownloadProgress>();
        var download = new Download { Progress = new Collected(seen) };
        download.Fetch(File(server.Serve("/a", new Reply(compressed))), folder.Path);
        Assert.Equal(0, seen[0].Received);
        Assert.True(seen[^1].IsDone);
        Assert.Equal(compressed.Length, seen[^1].Total);
        Assert.Contains("(100 %)", seen[^1].ToString());
    }

    private byte[] Fetched(DataFile file)
    {
        var path = new Download().Fetch(file, folder.Path);
        var bytes = System.IO.File.ReadAllBytes(path);
        System.IO.File.Delete(path);
        return bytes;
    }

    private string Fault(DataFile file) =>
        (Assert.Throws<DownloadException>(() => new Download().Fetch(file, folder.Path))).Message;

    private DataFile File(params Uri[] urls) => new("data.gz", urls, content.Length, Hash(content));

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private sealed class Collected(List<DownloadProgress> seen) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => seen.Add(value);
    }
}
