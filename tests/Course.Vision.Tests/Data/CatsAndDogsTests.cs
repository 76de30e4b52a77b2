namespace Course.Vision.Tests;

[Collection("Console")]
public sealed class CatsAndDogsTests : IDisposable
{
    private readonly TempFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public void RealPhotosInTwoPartsAreUsedAsTheyLie()
    {
        foreach (var part in new[] { "train", "test" })
            Put(part, count: 3);
        var found = new CatsAndDogs(data.Path);
        Assert.False(found.IsStandIn);
        Assert.Equal((data["cats-and-dogs", "train"], data["cats-and-dogs", "test"]), (found.Train, found.Test));
        Assert.Contains("6 photos to learn from, 6 to test with (real", $"{found}", StringComparison.Ordinal);
    }

    [Fact]
    public void FolderOfTheBooksNameIsFound()
    {
        Put("train", count: 3);
        Directory.Move(data["cats-and-dogs"], data["catanddog"]);
        Directory.CreateDirectory(data["catanddog", "test"]);
        var found = new CatsAndDogs(data.Path);
        Assert.Equal((false, data["catanddog", "train"], data["catanddog", "test"]), (found.IsStandIn, found.Train, found.Test));
    }

    [Fact]
    public void UnpackedPetsAreUsed()
    {
        foreach (var kind in new[] { "Cat", "Dog" })
            Directory.CreateDirectory(data["pets", "cats-and-dogs", "train", kind]);
        var found = new CatsAndDogs(data.Path);
        Assert.Equal((false, data["pets", "cats-and-dogs", "train"]), (found.IsStandIn, found.Train));
    }

    [Fact]
    public void EveryFifthPhotoIsHeldOutWhereThereIsNoTestPart()
    {
        Put("train", count: 11);
        using var console = new CapturedConsole();
        var found = new CatsAndDogs(data.Path);
        Assert.False(found.IsStandIn);
        Assert.Contains("held out", Assert.Single(console.Lines), StringComparison.Ordinal);
        Assert.Equal((18, 4), (Files(found.Train).Count, Files(found.Test).Count));
        Assert.Empty(Files(found.Train).Intersect(Files(found.Test)));
        Assert.Equal(found.Train, new CatsAndDogs(data.Path).Train);
        Put("train", count: 12); // another photo: not the old copies
        Assert.NotEqual(found.Train, new CatsAndDogs(data.Path).Train);
    }

    [Fact]
    public void WithoutClassFoldersTheFolderIsRefused()
    {
        Directory.CreateDirectory(data["cats-and-dogs", "train"]);
        Assert.Contains("a folder for each class", Assert.Throws<InvalidDataException>(() => new CatsAndDogs(data.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutRealPhotosSomeAreDrawnOnce()
    {
        using var console = new CapturedConsole();
        var found = new CatsAndDogs(data.Path);
        Assert.True(found.IsStandIn);
        Assert.Contains("drawn", Assert.Single(console.Lines), StringComparison.Ordinal);
        Assert.Equal((240, 400), (Files(found.Train).Count, Files(found.Test).Count));
        Assert.Equal(["Cat", "Dog"], Directory.GetDirectories(found.Test).Select(Path.GetFileName).Order());
        var written = File.GetLastWriteTimeUtc(Directory.GetFiles(found.Train, "*", SearchOption.AllDirectories)[0]);
        Assert.Equal(found.Train, new CatsAndDogs(data.Path).Train);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Directory.GetFiles(found.Train, "*", SearchOption.AllDirectories)[0]));
        Assert.Single(console.Lines); // told once
    }

    [Fact]
    public async Task TwoAtATimeMakeOneFolder()
    {
        var makers = Enumerable.Range(0, 4).Select(_ => Task.Run(() => PreparedFolder.Of(data.Path, "made", folder =>
        {
            for (var i = 0; i < 50; i++)
                File.WriteAllText(Path.Combine(folder, $"{i}.txt"), "whole");
        }), TestContext.Current.CancellationToken));
        var places = await Task.WhenAll(makers);
        Assert.Equal(data["made"], Assert.Single(places.Distinct()));
        Assert.Equal(50, Directory.GetFiles(data["made"]).Length);
        Assert.Single(Directory.GetDirectories(data.Path)); // no unfinished one stays
    }

    [Fact]
    public void WhatFailsLeavesNothing()
    {
        Assert.Throws<InvalidOperationException>(() => PreparedFolder.Of(data.Path, "made", _ => throw new InvalidOperationException()));
        Assert.Empty(Directory.GetDirectories(data.Path));
    }

    [Fact]
    public void WhereTheDataFolderCannotBeWrittenTheTemporaryOneIs()
    {
        var file = data["file"]; // a file can't hold folders: as good as read-only, for root too
        File.WriteAllText(file, "");
        var name = Path.GetRandomFileName();
        var place = PreparedFolder.Of(file, name, folder => File.WriteAllText(Path.Combine(folder, "one"), ""));
        Assert.StartsWith(Path.GetTempPath(), place, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(place, "one")));
        Directory.Delete(place, recursive: true);
    }

    private void Put(string part, int count)
    {
        foreach (var kind in new[] { "Cat", "Dog" })
            for (var i = 0; i < count; i++)
                File.WriteAllText(Path.Combine(Directory.CreateDirectory(data["cats-and-dogs", part, kind]).FullName, $"{i}.jpg"), "");
    }

    private static List<string> Files(string folder) =>
        [.. Directory.GetFiles(folder, "*.jpg", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file))];
}
