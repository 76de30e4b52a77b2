using System.Security.Cryptography;

namespace Course.Vision.Tests;

public sealed class ManifestTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void EveryDataSetHasLicenceHomepageAndSeveralMirrors()
    {
        Assert.All(DataFolder.Manifest.DataSets.Where(set => !set.Shipped), set =>
        {
            Assert.NotEmpty(set.Licence);
            Assert.StartsWith("https://", set.Homepage);
            var least = set.Name == "weights" ? 1 : 2; // PyTorch publishes each weight file at one address
            Assert.All(set.Files, file => Assert.InRange(file.Urls.Select(url => url.Host).Distinct().Count(), least, 9));
            Assert.All(set.Files, file => Assert.All(file.Urls, url => Assert.EndsWith("/" + file.Name, url.AbsolutePath)));
        });
    }

    [Fact]
    public void WhatIsPartOfTheKitIsThereAsTheManifestSays()
    {
        var sets = DataFolder.Manifest.DataSets.Where(set => set.Shipped).ToList();
        Assert.NotEmpty(sets);
        Assert.All(sets, set => Assert.StartsWith(DataFolder.OfKit, DataFolder.Of(set), StringComparison.Ordinal));
        Assert.All(sets, set => Assert.All(set.Files, file => Assert.Null(file.Fault(Path.Combine(DataFolder.Of(set), file.Name)))));
    }

    [Fact]
    public void RealFashionMnistIsAsTheManifestSays()
    {
        var root = Repository.RealFashionMnist();
        var set = DataFolder.Manifest["fashion-mnist"];
        Assert.Equal(4, set.Files.Count);
        Assert.All(set.Files, file => Assert.Null(file.Fault(Path.Combine(Path.Combine(root, set.Name), file.Name))));
    }

    [Fact]
    public void DamageMissingFilesAndWrongLengthsAreTold()
    {
        var content = IdxFile.Labels(1, 2, 3);
        var file = new DataFile("x", [], content.Length, Convert.ToHexString(SHA256.HashData(content)));
        File.WriteAllBytes(folder["right"], content);
        File.WriteAllBytes(folder["gzip"], IdxFile.Gzip(content));
        File.WriteAllBytes(folder["short"], content[..^1]);
        File.WriteAllBytes(folder["flipped"], [.. content[..^1], 7]);
        File.WriteAllBytes(folder["cut"], IdxFile.Gzip(content)[..^3]);
        Assert.Null(file.Fault(folder["right"]));
        Assert.Null(file.Fault(folder["gzip"]));
        Assert.Equal("missing", file.Fault(folder["none"]));
        Assert.Equal("expected 11 bytes of content, found 10", file.Fault(folder["short"]));
        Assert.Contains("expected SHA-256", file.Fault(folder["flipped"]));
        Assert.NotNull(file.Fault(folder["cut"]));
    }

    [Fact]
    public void GzipThatGoesOnWithoutEndIsNotInflated()
    {
        var bomb = IdxFile.Gzip(new byte[100_000_000]);
        BitConverter.TryWriteBytes(bomb.AsSpan(bomb.Length - 4), 1000);
        File.WriteAllBytes(folder["bomb"], bomb);
        var file = new DataFile("bomb.gz", [], 1000, new string('0', 64));
        Assert.Contains("SHA-256", file.Fault(folder["bomb"]));
    }

    [Theory]
    [InlineData("", "manifest")]
    [InlineData("{}", "dataSets")]
    [InlineData("[1]", "manifest")]
    [InlineData("""{"name":"../x","urls":["http://a/x"],"sha256Prefix":"12345678"}""", "bare name")]
    [InlineData("""{"name":"x","urls":["http://a/x"],"sha256":"1234"}""", "sha256")]
    [InlineData("""{"name":"x","urls":["http://a/x"]}""", "sha256")]
    [InlineData("""{"name":"x","urls":[],"sha256Prefix":"12345678"}""", "at least one address")]
    public void WrongManifestIsRefusedSayingWhy(string json, string why)
    {
        if (json.Contains("urls", StringComparison.Ordinal))
            json = $$"""{"dataSets":[{"name":"a","title":"A","licence":"-","homepage":"-","files":[{{json}}]}]}""";
        File.WriteAllText(folder["manifest.json"], json);
        var fault = Assert.Throws<InvalidDataException>(() => Manifest.Load(folder["manifest.json"]));
        Assert.Contains(folder["manifest.json"], fault.Message);
        Assert.Contains(why, fault.Message);
    }

    [Fact]
    public void UnknownNamesAreAnsweredWithTheKnownOnes()
    {
        Assert.Contains("fashion-mnist", Assert.Throws<ArgumentException>(() => DataFolder.Manifest["emnist"]).Message);
        Assert.Contains("t10k-labels-idx1-ubyte.gz", Assert.Throws<ArgumentException>(() => DataFolder.Manifest["fashion-mnist"]["x"]).Message);
    }

    [Fact]
    public void RelativeDataFolderCountsFromTheKitWhereOnlyThatExists()
    {
        var kit = Path.GetDirectoryName(DataFolder.OfKit)!;
        Assert.Equal(Path.Combine(kit, "lib", "Course.Vision"), DataFolder.Resolve(Path.Combine("lib", "Course.Vision")));
        Assert.Equal(DataFolder.OfKit, DataFolder.Resolve(""));
        Assert.Equal(folder.Path, DataFolder.Resolve(folder.Path));
    }
}
