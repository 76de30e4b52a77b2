using System.Formats.Tar;

namespace Course.Vision.Tests;

public sealed class PetsArchiveTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void BreedsAreSortedIntoCatsAndDogsTrainAndTest()
    {
        Unpack([new UstarTarEntry(TarEntryType.Directory, "images/"), Photo("Abyssinian_1"), Photo("Abyssinian_5"), Photo("Maine_Coon_100"),
            Photo("great_pyrenees_12"), Photo("pug_10"), TarFile.Entry("images/Abyssinian_100.mat", [1]), TarFile.Entry("images/._pug_11.jpg", [1])]);
        string[] expected = ["test/Cat/Abyssinian_5.jpg", "test/Cat/Maine_Coon_100.jpg", "test/Dog/pug_10.jpg", "train/Cat/Abyssinian_1.jpg",
            "train/Dog/great_pyrenees_12.jpg"];
        Assert.Equal(expected, Files());
        Assert.Equal("Maine_Coon_100", File.ReadAllText(folder["out", "test", "Cat", "Maine_Coon_100.jpg"]));
    }

    [Theory]
    [InlineData("../images/Cat_1.jpg"), InlineData("images/../../Cat_1.jpg"), InlineData("/etc/Cat_1.jpg"), InlineData("images/a/../../../Cat_1.jpg")]
    [InlineData("images/..\\Cat_1.jpg"), InlineData("images/C:Cat_1.jpg"), InlineData("images/_1.jpg"), InlineData("images/Cat_.jpg")]
    public void NameThatClimbsOutIsNotUnpacked(string name)
    {
        Unpack([TarFile.Entry(name, [1]), Photo("pug_1")]);
        Assert.Equal(["train/Dog/pug_1.jpg"], Files());
        Assert.Equal(["archive", "out"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink), InlineData(TarEntryType.HardLink), InlineData(TarEntryType.CharacterDevice), InlineData(TarEntryType.Fifo)]
    public void LinksAndDevicesAreRefusedAndNothingIsLeft(TarEntryType type)
    {
        var entry = new UstarTarEntry(type, "images/Evil_1.jpg");
        if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink) entry.LinkName = "/etc/passwd";
        Refused([Photo("pug_1"), entry], "Evil_1.jpg");
    }

    [Fact]
    public void ArchiveWithoutPhotosOrWithAPhotoTwiceIsRefused()
    {
        Refused([TarFile.Entry("readme.txt", [1])], "found none");
        File.WriteAllBytes(folder["archive"], TarFile.Gzip(Photo("pug_1"), Photo("pug_1")));
        Assert.ThrowsAny<IOException>(() => Unpack());
        Assert.Equal(["archive"], folder.Names);
    }

    [Fact]
    public void ArchiveThatInflatesToAHugePhotoIsRefused() => Refused([TarFile.Entry("images/pug_1.jpg", new byte[(20 << 20) + 1])], "at most 20,000 photos");

    [Fact]
    public void CutArchiveIsRefusedAndNothingIsLeft()
    {
        var whole = TarFile.Gzip([.. Enumerable.Range(1, 20).Select(i => Photo($"pug_{i}"))]);
        for (var length = 0; length < whole.Length - 60; length += 11)
        {
            File.WriteAllBytes(folder["archive"], whole[..length]);
            Assert.Contains(folder["archive"], Assert.Throws<InvalidDataException>(() => Unpack()).Message);
            Assert.Equal(["archive"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
        }
    }

    private static TarEntry Photo(string name) => TarFile.Entry($"images/{name}.jpg", System.Text.Encoding.ASCII.GetBytes(name));

    private void Unpack(TarEntry[] entries)
    {
        File.WriteAllBytes(folder["archive"], TarFile.Gzip(entries));
        Unpack();
    }

    private void Unpack() => PreparedFolder.Of(folder.Path, "out", into => PetsArchive.Unpack(folder["archive"], into));

    private void Refused(TarEntry[] entries, string why)
    {
        Assert.Contains(why, Assert.Throws<InvalidDataException>(() => Unpack(entries)).Message);
        Assert.Equal(["archive"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    private IEnumerable<string> Files() => Directory.GetFiles(folder["out"], "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(folder["out"], file).Replace('\\', '/')).Order(StringComparer.Ordinal);
}
