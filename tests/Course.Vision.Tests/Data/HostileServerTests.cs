using System.Security.Cryptography;

namespace Course.Vision.Tests;

/// <summary>Servers, and manifests, that would fill the disk, never end or lead elsewhere.</summary>
public sealed class HostileServerTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly FakeServer server = new();
    private readonly byte[] content = IdxFile.Noise();

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("file:///etc/hostname")]
    [InlineData("ftp://127.0.0.1/x")]
    [InlineData("data:text/plain,x")]
    public void RedirectToAnotherKindOfAddressIsRefusedByASentence(string location)
    {
        var url = server.Serve("/a", new Reply([]) { Status = "302 Found", Location = location });
        Assert.Contains($"it redirects from http to {new Uri(location)}: only https is followed", Fault(File(url)));
        Assert.Equal([".lock"], folder.Names);
    }

    [Fact]
    public void RedirectsAreFollowedAndAnEndlessRingIsNot()
    {
        server.Serve("/there", new Reply(content));
        var url = server.Serve("/a", new Reply([]) { Status = "301 Moved Permanently", Location = "there" });
        Assert.Equal(content, System.IO.File.ReadAllBytes(new Download().Fetch(File(url), folder.Path)));
        var ring = server.Serve("/ring", new Reply([]) { Status = "307 Temporary Redirect", Location = "/ring" });
        Assert.Contains("redirects more than 10 times", Fault(File(ring) with { Name = "other" }));
    }

    [Fact]
    public void TrickleEndsAfterATotalTime()
    {
        var url = server.Serve("/a", new Reply(content) { Trickle = TimeSpan.FromMilliseconds(50) });
        var download = new Download { Patience = TimeSpan.FromSeconds(20), Longest = TimeSpan.FromSeconds(1) };
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var fault = Assert.Throws<DownloadException>(() => download.Fetch(File(url), folder.Path));
        Assert.Contains("had not arrived after 1 seconds", fault.Message);
        Assert.InRange(clock.Elapsed.TotalSeconds, 1, 10);
        Assert.Contains("what has arrived is kept", fault.Message);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void MoreThanTheFileCanHaveIsNeverWritten(bool says)
    {
        var most = 0L;
        var url = server.Serve("/a", new Reply(new byte[20_000_000]) { SaysLength = says });
        var download = new Download { Progress = new Watched(seen => most = Math.Max(most, seen.Received)) };
        var fault = Assert.Throws<DownloadException>(() => download.Fetch(File(url), folder.Path));
        Assert.Contains(says ? "announces 20,000,000 bytes" : "what arrived is not the file", fault.Message);
        Assert.InRange(most, 0, content.Length + content.Length / 100 + 4096);
        Assert.Equal([".lock"], folder.Names);
    }

    [Fact]
    public void FileOfUnknownSizeHasACeiling()
    {
        Assert.Equal(1L << 30, new DataFile("w.pth", [], Sha256Prefix: "12345678").Most);
        Assert.All(DataFolder.Manifest.DataSets.SelectMany(set => set.Files), file => Assert.InRange(file.Most, 1, 1L << 30));
    }

    [Fact]
    public void NameThatLeadsElsewhereIsRefused()
    {
        var url = server.Serve("/a", new Reply(content));
        foreach (var name in new[] { "../x", "..", "/tmp/x", @"..\x", "a/../../x", "C:x", "" })
        {
            Assert.Contains("bare name", Fault(File(url) with { Name = name }));
            foreach (var set in new[] { true, false })
            {
                var (ofSet, ofFile) = set ? (name, "x") : ("a", name);
                System.IO.File.WriteAllText(folder["manifest.json"], System.Text.Json.JsonSerializer.Serialize(new
                {
                    dataSets = new[] { new { name = ofSet, title = "A", licence = "-", homepage = "-",
                        files = new[] { new { name = ofFile, urls = new[] { "https://a/x" }, sha256Prefix = "12345678" } } } },
                }));
                var fault = Assert.Throws<InvalidDataException>(() => Manifest.Load(folder["manifest.json"]));
                Assert.Contains("bare name", fault.Message);
            }
        }
        Assert.Empty(server.Requests);
    }

    [Theory, InlineData("file:///etc/hostname"), InlineData("x"), InlineData("ftp://a/x")]
    public void ManifestsAddressesAreThoseOfTheWeb(string url)
    {
        System.IO.File.WriteAllText(folder["manifest.json"], $$"""
            {"dataSets":[{"name":"a","title":"A","licence":"-","homepage":"-",
              "files":[{"name":"x","urls":["{{url}}"],"sha256Prefix":"12345678"}]}]}
            """);
        var fault = Assert.Throws<InvalidDataException>(() => Manifest.Load(folder["manifest.json"]));
        Assert.Contains("https://", fault.Message);
    }

    [Theory, InlineData("//["), InlineData("http://"), InlineData("\u0001")]
    public void RedirectToNoAddressIsASentenceToo(string location)
    {
        var url = server.Serve("/a", new Reply([]) { Status = "302 Found", Location = location });
        Assert.Contains($"{url}: ", Fault(File(url)));
    }

    [Fact]
    public void KitsOwnAddressesAreHttpsUnlessTheWholeChecksumIsKnown() =>
        Assert.All(DataFolder.Manifest.DataSets.SelectMany(set => set.Files),
            file => Assert.All(file.Urls, url => Assert.True(url.Scheme == "https" || file.Sha256 is not null, $"{url}")));

    private string Fault(DataFile file) =>
        Assert.Throws<DownloadException>(() => new Download().Fetch(file, folder.Path)).Message;

    private DataFile File(Uri url) => new("data", [url], content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));

    private sealed class Watched(Action<DownloadProgress> see) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => see(value);
    }
}
