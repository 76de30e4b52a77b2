using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>Folders of photos that the kit prepares itself: drawn ones, or real ones divided into two parts.</summary>
internal static class CatsAndDogsFiles
{
    /// <summary>How many drawn photos there are, and their height and width in pixels.</summary>
    public const int TrainCount = 240, TestCount = 400, Size = 128;

    /// <summary>The folder of the drawn photos, written when it is first wanted.</summary>
    public static string Drawn(string data) => PreparedFolder.Of(data, "cats-and-dogs-drawn-1", folder =>
    {
        Write(Path.Combine(folder, "train"), TrainCount, seed: 11);
        Write(Path.Combine(folder, "test"), TestCount, seed: 12);
    });

    /// <summary>A folder with copies of the photos in <paramref name="train"/>, every fifth of a class in its test part.</summary>
    /// <exception cref="InvalidDataException">There are no class folders.</exception>
    public static string Split(string data, string train)
    {
        var classes = Directory.GetDirectories(train);
        if (classes.Length < 2)
            throw new InvalidDataException($"{train}: expected a folder for each class, such as Cat and Dog, found {classes.Length} folders.");
        var photos = classes.SelectMany(folder => Directory.GetFiles(folder).Order(StringComparer.Ordinal)
            .Select((file, i) => (File: file, Part: Path.Combine(i % 5 == 4 ? "test" : "train", Path.GetFileName(folder))))).ToList();
        var version = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes(string.Join('\n', photos.Select(photo => $"{photo.File} {new FileInfo(photo.File).Length}")))))[..8];
        return PreparedFolder.Of(data, $"cats-and-dogs-split-{version}", folder =>
        {
            foreach (var (file, part) in photos)
                File.Copy(file, Path.Combine(Directory.CreateDirectory(Path.Combine(folder, part)).FullName, Path.GetFileName(file)));
        });
    }

    private static void Write(string folder, int count, int seed)
    {
        using var scope = NewDisposeScope();
        var (images, labels) = DrawnPhotos.DrawCatsAndDogs(count, Size, seed);
        foreach (var name in DrawnPhotos.CatsAndDogs)
            Directory.CreateDirectory(Path.Combine(folder, name));
        for (var i = 0; i < count; i++)
            ImageFile.Write(Path.Combine(folder, DrawnPhotos.CatsAndDogs[(int)labels[i].ToInt64()], $"{i:000}.jpg"), images[i]);
    }
}
