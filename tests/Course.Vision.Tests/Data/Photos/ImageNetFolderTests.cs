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
        Assert.Equal([10, 2, 2], set.Labels);
        Assert.Equal(["b.png", "a.png", "c.png"], set.Paths.Select(Path.GetFileName));
        using var batch = torch.NewDisposeScope();
        Assert.Equal([10L, 2, 2], new ImageBatches(set, batchSize: 3).First().Labels.data<long>().ToArray());
    }

    [Fact]
    public void FolderOfAnotherClassIsRefused()
    {
        photos.Add("n03126707/a.png", 1);
        photos.Add("cats/b.png", 2);
        Assert.Contains("found cats. For folders of your own use ImageFolder", Assert.Throws<InvalidDataException>(() => Open(Index)).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"0":"tench"}""")]
    [InlineData("""{"0":["n01440764",7]}""")]
    [InlineData("""{"0":["n01440764"]}""")]
    [InlineData("""{"0":["n01440764",null]}""")]
    [InlineData("""{"0":null}""")]
    [InlineData("""{"1":["n01440764","tench"]}""")]
    [InlineData("""{"99999999999999999999":["n01440764","tench"]}""")]
    [InlineData("""{"images":[],"annotations":[],"categories":[]}""")]
    public void AnotherKindOfJsonIsRefused(string json)
    {
        photos.Add("n03126707/a.png", 1);
        photos.Add("n00000010/b.png", 2);
        Assert.StartsWith($"{other["index.json"]}: expected a class index", Assert.Throws<InvalidDataException>(() => Open(json)).Message);
    }

    private ImageNetFolder Open(string index)
    {
        File.WriteAllText(other["index.json"], index);
        return new ImageNetFolder(photos.Path, other["index.json"], Transforms.ToTensor());
    }
}
