using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Photos of cats and dogs in class folders, to be opened with <c>ImageFolder</c>: real ones where they are, else the kit's drawn
/// ones, and it says which.
/// </summary>
/// <remarks>Real photos lie in the data folder as <c>cats-and-dogs/train/{Cat,Dog}</c> and <c>cats-and-dogs/test/{Cat,Dog}</c>,
/// or are those of the Oxford-IIIT Pet archive.</remarks>
public sealed class CatsAndDogs
{
    /// <summary>The set's folder below the data folder; the book's own name for it, <c>catanddog</c>, is found too.</summary>
    public const string Folder = "cats-and-dogs";

    private const string OfTheBook = "catanddog", Pets = "pets", Archive = "images.tar.gz";

    private const int TrainCount = 240, TestCount = 400, Size = 128; // of the drawn photos

    /// <summary>Finds the photos, or draws them.</summary>
    /// <param name="root">The data folder; by default the one that COURSE_DATA names, else the kit's own.</param>
    /// <param name="download">True to fetch the Oxford-IIIT Pet archive (792 MB) where there are no real photos.</param>
    /// <exception cref="DownloadException">The archive could not be fetched.</exception>
    /// <exception cref="InvalidDataException">There is a folder of real photos without class folders.</exception>
    /// <exception cref="IOException">The drawn photos can be written nowhere.</exception>
    public CatsAndDogs(string? root = null, bool download = false)
    {
        var data = DataFolder.Of(root);
        var real = Path.Combine(data, Directory.Exists(Path.Combine(data, OfTheBook, "train")) ? OfTheBook : Folder);
        var (train, test) = (Path.Combine(real, "train"), Path.Combine(real, "test"));
        if (!Directory.Exists(train) && (download || Directory.Exists(Path.Combine(data, Pets, Folder))))
            Source = Fetched(data);
        else if (!Directory.Exists(train))
        {
            (IsStandIn, Source) = (true, Drawn(data));
            DataFolder.Tell(Words.Here["NoPhotos", Path.Combine(data, Folder), Source]);
        }
        else if (!Directory.Exists(test))
        {
            Source = HeldOut.Split(data, train);
            DataFolder.Tell(Words.Here["NoTestFolder", real, Source]);
        }
        else
            Source = real;
        (Train, Test) = (Path.Combine(Source, "train"), Path.Combine(Source, "test"));
    }

    /// <summary>The folder to learn from, with one folder a class.</summary>
    public string Train { get; }

    /// <summary>The folder to test with, with one folder a class.</summary>
    public string Test { get; }

    /// <summary>True when these are the kit's drawn photos, not real ones.</summary>
    public bool IsStandIn { get; }

    /// <summary>The folder above both.</summary>
    public string Source { get; }

    /// <summary>What it is, in a line.</summary>
    public override string ToString() =>
        Words.Here[IsStandIn ? "DrawnCatsAndDogs" : "RealCatsAndDogs", Count(Train), Count(Test), Source];

    private static string Fetched(string data)
    {
        var pets = Path.Combine(data, Pets);
        if (Directory.Exists(Path.Combine(pets, Folder)))
            return Path.Combine(pets, Folder);
        var archive = DataFolder.Fetch(DataFolder.Manifest[Pets][Archive], pets);
        return PreparedFolder.Of(pets, Folder, folder => PetsArchive.Unpack(archive, folder));
    }

    private static int Count(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count();

    private static string Drawn(string data) => PreparedFolder.Of(data, "cats-and-dogs-drawn-2", folder =>
    {
        Write(Path.Combine(folder, "train"), TrainCount, seed: 11);
        Write(Path.Combine(folder, "test"), TestCount, seed: 12);
    });

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
