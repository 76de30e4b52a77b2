using TorchSharp;

namespace Course.Vision.Tests;

public sealed class ImageNetFolderTests : IDisposable
{
    private const string Index = """{"0":["n01440764","tench"],"1":["n02125311","crane"],"2":["n03126707","crane"],"10":["n00000010","ten"],"3":["n00000003","c"],"4":["n00000004","d"],"5":["n00000005","e"],"6":["n00000006","f"],"7":["n00000007","g"],"8":["n00000008","h"],"9":["n00000009","i"]}""";

    private readonly PhotoFolder photos = new();
    private readonly TempFolder other = new();

    public void Dispose()
    {
        photos.Dispose();
        other.Dispose();
    }

    [Fact]
    public void LabelsAreImageNetsOwn()
    {
        photos.Add("n03126707/a.png", 1);
        photos.Add("n00000010/b.png", 2);
        photos.Add("n03126707/c.png", 3);
        var set = Open(Index);
        Assert.Equal(11, set.ClassNames.Count);
        Assert.Equal("ten", set.ClassNames[10]);
        Assert.Equal("n03126707", set.Wnids[2]);
        Assert.Equal([10, 2, 2], set.Photos.Labels);
        Assert.Equal(["b.png", "a.png", "c.png"], set.Photos.Paths.Select(Path.GetFileName));
        Assert.Same(set.ClassNames, set.Photos.ClassNames);
        using var batch = torch.NewDisposeScope();
        Assert.Equal([10L, 2, 2], new ImageBatches(set.Photos.With(Transforms.ToTensor()), batchSize: 3).First().Labels.data<long>().ToArray());
    }

    [Fact]
    public void FolderOfAnotherClassIsRefused()
    {
        photos.Add("n03126707/a.png", 1);
        photos.Add("cats/b.png", 2);
        Assert.Contains("found cats. For folders of your own take ImageFolder", Assert.Throws<InvalidDataException>(() => Open(Index)).Message);
    }

    [Theory]
    [InlineData("", "found")]
    [InlineData("null", "null")]
    [InlineData("{}", "no class")]
    [InlineData("[]", "found")]
    [InlineData("""{"0":"tench"}""", "found")]
    [InlineData("""{"0":["n01440764",7]}""", "found")]
    [InlineData("""{"0":["n01440764"]}""", "at 0 [n01440764]")]
    [InlineData("""{"0":["n01440764",null]}""", "at 0")]
    [InlineData("""{"0":null}""", "none with index 0")]
    [InlineData("""{"0":["../../etc","tench"]}""", "at 0 [../../etc, tench]")]
    [InlineData("""{"0":["n0144076x","tench"]}""", "at 0")]
    [InlineData("""{"1":["n01440764","tench"]}""", "1 classes, but none with index 0")]
    [InlineData("""{"99999999999999999999":["n01440764","tench"]}""", "none with index 0")]
    [InlineData("""{"-1":["n01440764","tench"]}""", "none with index 0")]
    [InlineData("""{"0":["n01440764","tench"],"1":["n01440764","tench"]}""", "n01440764 twice")]
    [InlineData("""{"0":["n01440764","tench"],"0":["n02125311","crane"]}""", "found")]
    [InlineData("""{"images":[],"annotations":[],"categories":[]}""", "none with index 0")]
    public void AnotherKindOfJsonIsRefused(string json, string why)
    {
        var message = Assert.Throws<InvalidDataException>(() => Open(json)).Message;
        Assert.Contains(why, message);
        Assert.Contains(other["index.json"], message);
    }

    [Fact]
    public void HugeIndexIsNotRead()
    {
        using (var file = File.Create(other["index.json"])) file.SetLength(1L << 34);
        Assert.Contains("bytes", Assert.Throws<InvalidDataException>(() => new ImageNetFolder(photos.Path, other["index.json"])).Message);
    }

    private ImageNetFolder Open(string index)
    {
        File.WriteAllText(other["index.json"], index);
        return new ImageNetFolder(photos.Path, other["index.json"]);
    }
}
