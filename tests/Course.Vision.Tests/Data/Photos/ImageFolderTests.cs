using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

[Collection("Console")]
public class ImageFolderTests
{
    [Fact]
    public void ClassesAndPhotosAreInTorchvisionsOrder()
    {
        using var photos = new PhotoFolder();
        foreach (var file in new[] { "b/z.png", "b/A.PNG", "b/sub/a.jpeg", "b/sub-2/a.webp", "B/1.png", "a/x.bmp", "a/x.png", "a/.hidden.png" })
            photos.Add(file, 1);
        File.WriteAllText(photos["a/notes.txt"], "no image");
        File.WriteAllText(photos["readme.md"], "no folder");
        var set = new ImageFolder(photos.Path);
        Assert.Equal(["B", "a", "b"], set.ClassNames);
        Assert.Equal(["B/1.png", "a/x.bmp", "a/x.png", "b/A.PNG", "b/z.png", "b/sub/a.jpeg", "b/sub-2/a.webp"],
            set.Paths.Select(path => Path.GetRelativePath(photos.Path, path).Replace('\\', '/')));
        Assert.Equal([0, 1, 1, 2, 2, 2, 2], set.Labels);
        Assert.Equal("7 photos in 3 classes: B 1, a 2, b 4", set.ToString());
    }

    [Fact]
    public void HeldOutPhotosAreASetOfTheirOwn()
    {
        using var photos = new PhotoFolder();
        foreach (var file in new[] { "a/1.png", "a/2.png", "a/3.png", "b/1.png", "b/2.png" })
            photos.Add(file, 1);
        var all = new ImageFolder(photos.Path);
        var (kept, held) = (all.Where(i => i % 2 == 0), all.Where(i => i % 2 == 1));
        Assert.Equal([all.Paths[0], all.Paths[2], all.Paths[4]], kept.Paths);
        Assert.Equal([0, 1], held.Labels);
        Assert.Equal(5, all.Count);
        Assert.Equal(all.ClassNames, held.ClassNames);
        Assert.Contains("some of the 5 photos", Assert.Throws<ArgumentException>(() => all.Where(_ => false)).Message);
    }

    [Fact]
    public void TestFolderThatLacksAClassIsNumberedAsTheTrainingFolder()
    {
        using var photos = new PhotoFolder();
        foreach (var file in new[] { "train/ant/1.png", "train/bee/1.png", "train/fly/1.png", "test/bee/1.png", "test/fly/1.png", "val/fly/1.png" })
            photos.Add(file, 1);
        using var console = new CapturedConsole();
        var (train, test, one) = (new ImageFolder(photos["train"]), new ImageFolder(photos["test"] + "/"), new ImageFolder(photos["val"]));
        Assert.Equal(train.ClassNames, test.ClassNames);
        Assert.Equal([1, 2], test.Labels);
        Assert.Equal([2], one.Labels);
        Assert.Contains("/ has no photos of ant: its classes are numbered as those of the folder train", Assert.Single(console.Lines, line => line.Contains("test/")));
        Assert.Equal("2 photos in 3 classes: ant 0, bee 1, fly 1", test.ToString());
    }

    [Fact]
    public void ClassesCanBeNumberedByThoseOfAnotherSet()
    {
        using var photos = new PhotoFolder();
        foreach (var file in new[] { "a/ant/1.png", "a/bee/1.png", "a/fly/1.png", "b/fly/1.png", "b/bee/1.png", "c/bee/1.png", "c/wasp/1.png" })
            photos.Add(file, 1);
        var train = new ImageFolder(photos["a"]);
        Assert.Equal([0, 1], new ImageFolder(photos["b"]).Labels); // nothing says that the two belong together
        Assert.Equal([1, 2], new ImageFolder(photos["b"], classNames: train.ClassNames).Labels);
        var message = Assert.Throws<InvalidDataException>(() => new ImageFolder(photos["c"], classNames: train.ClassNames)).Message;
        Assert.Contains("expected the classes ant, bee, fly, found wasp as well", message);
    }

    [Fact]
    public void SetsOfDifferentClassesDoNotMeetInATraining()
    {
        using var photos = new PhotoFolder();
        foreach (var file in new[] { "a/ant/1.png", "a/bee/1.png", "b/fly/1.png", "b/bee/1.png" })
            photos.Add(file, 1);
        var (train, test) = (new ImageFolder(photos["a"], Transforms.ToTensor()), new ImageFolder(photos["b"], Transforms.ToTensor()));
        using var network = nn.Sequential(nn.Flatten(), nn.Linear(192, 2));
        var trainer = new Trainer(network, optim.SGD(network.parameters(), 0.1)) { Quiet = true };
        var message = Assert.Throws<ArgumentException>(() => trainer.Fit(new ImageBatches(train, 2), new ImageBatches(test, 2), epochs: 1)).Message;
        Assert.Contains("(ant, bee), found bee, fly: one label would mean two things", message);
        trainer.Fit(new ImageBatches(train, 2), new ImageBatches(train, 2), epochs: 1);
    }

    [Fact]
    public void RealPhotosAreAllReadable()
    {
        var set = new ImageFolder(Repository.Data("cats-and-dogs", "train"));
        Assert.Equal("385 photos in 2 classes: Cat 182, Dog 203", set.ToString());
    }

    [Fact]
    public void PhotoIsReadUprightAndTransformed()
    {
        using var photos = PhotoFolder.Of(1, 1);
        File.Copy(ImageFileTests.Fixture("exif-6.jpg"), photos["cat/turned.jpg"]);
        File.Copy(ImageFileTests.Fixture("exif-1.jpg"), photos["cat/upright.jpg"]);
        using var turned = new ImageFolder(photos.Path).Load(1);
        using var upright = new ImageFolder(photos.Path, Transforms.ToTensor()).Load(2);
        Assert.Equal([3, 16, 24], turned.shape);
        Assert.True(turned.is_contiguous());
        Assert.InRange((turned / 255f - upright).abs().max().item<float>(), 0, 0.05f);
    }

    [Fact]
    public void UnreadableFilesAreAllListedWithTheirReasons()
    {
        using var photos = Damaged();
        var message = Assert.Throws<InvalidDataException>(() => new ImageFolder(photos.Path)).Message;
        Assert.Contains("found 4 of 6 unreadable", message);
        Assert.Contains($"{photos["cat/empty.jpg"]}: expected a PNG, JPEG, WebP, BMP or GIF picture, found an empty file", message);
        Assert.Contains($"{photos["cat/text.jpg"]}: expected a PNG, JPEG, WebP, BMP or GIF picture, found 8 bytes that begin with 6E6F", message);
        Assert.Contains($"{photos["dog/huge.png"]}: expected at most 100,000,000 pixels, found 100000 x 100000", message);
        Assert.Contains($"{photos["dog/half.jpg"]}: expected a whole Jpeg picture", message);
    }

    [Theory]
    [InlineData(new string[0], "no folder and no image")]
    [InlineData(new[] { "1.png", "2.png" }, "2 image(s) and no folder")]
    [InlineData(new[] { "cat/1.png" }, "found only cat. One class leaves nothing to tell apart")]
    [InlineData(new[] { "train/cat/1.png", "train/dog/1.png" }, "which holds folders itself. Is ")]
    [InlineData(new[] { "cat/1.png", "dog/1.gif", "owl/notes.txt" }, "found none in dog, owl")]
    public void FolderWithoutTwoClassesOfImagesIsRefused(string[] files, string found)
    {
        using var photos = new PhotoFolder();
        foreach (var file in files)
            photos.Add(file, 1);
        var message = Assert.Throws<InvalidDataException>(() => new ImageFolder(photos.Path)).Message;
        Assert.StartsWith(photos.Path, message);
        Assert.Contains(found, message);
    }

    [Fact]
    public void MissingFolderAndFileAreRefused()
    {
        using var photos = PhotoFolder.Of(1, 1);
        Assert.Contains("found nothing", Assert.Throws<DirectoryNotFoundException>(() => new ImageFolder(photos["none"])).Message);
        Assert.Contains("found a file", Assert.Throws<DirectoryNotFoundException>(() => new ImageFolder(photos["cat/000.png"])).Message);
    }

    [Fact]
    public void MemoryHoldsEveryPhotoInOrder()
    {
        using var photos = PhotoFolder.Of(5, 4);
        using var set = new ImageFolder(photos.Path, Transforms.ToTensor()).ToMemory(workers: 3);
        Assert.Equal([9, 3, 8, 8], set.Images.shape);
        Assert.Equal([0, 0, 0, 0, 0, 1, 1, 1, 1], set.Labels.data<long>().ToArray());
        Assert.Equal(Enumerable.Range(0, 9), set.Images.select(1, 0).select(1, 7).select(1, 7).contiguous().data<float>().ToArray().Select(value => (int)Math.Round(value * 255)));
        Assert.Equal(["cat", "dog"], set.ClassNames);
    }

    private static PhotoFolder Damaged()
    {
        var photos = PhotoFolder.Of(1, 1);
        photos.Add("cat/empty.jpg", []);
        photos.Add("cat/text.jpg", "not this"u8.ToArray());
        photos.Add("dog/huge.png", File.ReadAllBytes(ImageFileTests.Fixture("huge.png")));
        var jpeg = File.ReadAllBytes(ImageFileTests.Fixture("rgb.jpg"));
        photos.Add("dog/half.jpg", jpeg[..^20]);
        return photos;
    }
}
