namespace Course.Vision;

/// <summary>
/// Photos of cats and dogs in class folders, to be opened with <c>ImageFolder</c>: real ones where they are, else the kit's drawn ones,
/// and it says which.
/// </summary>
/// <remarks>Real photos lie in the data folder as <c>cats-and-dogs/train/{Cat,Dog}</c> and <c>cats-and-dogs/test/{Cat,Dog}</c>, or are those
/// of the Oxford-IIIT Pet archive.</remarks>
public sealed class CatsAndDogs
{
    /// <summary>The set's folder below the data folder.</summary>
    public const string Folder = "cats-and-dogs";

    private const string Pets = "pets", Archive = "images.tar.gz";

    /// <summary>The folders that have been told of: once is enough.</summary>
    private static readonly HashSet<string> announced = [];

    /// <summary>Finds the photos, or draws them.</summary>
    /// <param name="root">The data folder; by default the one that COURSE_DATA names, else the kit's own.</param>
    /// <param name="download">True to fetch the Oxford-IIIT Pet archive (792 MB) where there are no real photos.</param>
    /// <exception cref="DownloadException">The archive could not be fetched.</exception>
    /// <exception cref="InvalidDataException">There is a folder of real photos without class folders.</exception>
    /// <exception cref="IOException">The drawn photos can be written nowhere.</exception>
    public CatsAndDogs(string? root = null, bool download = false)
    {
        var data = DataFolder.Resolve(root ?? Environment.GetEnvironmentVariable(DataFolder.Variable) ?? "");
        var train = Path.Combine(data, Folder, "train");
        var test = Path.Combine(data, Folder, "test");
        if (!Directory.Exists(train) && (download || Directory.Exists(Path.Combine(data, Pets, Folder))))
            Source = Fetched(data);
        else if (!Directory.Exists(train))
        {
            (IsStandIn, Source) = (true, CatsAndDogsFiles.Drawn(data));
            Tell($"Cats and dogs are not in {Path.Combine(data, Folder)}: using photos that the kit has drawn ({Source}). For real ones: " +
                "new CatsAndDogs(download: true), or class folders of your own there: train/Cat, train/Dog, test/Cat, test/Dog.");
        }
        else if (!Directory.Exists(test))
        {
            Source = CatsAndDogsFiles.Split(data, train);
            Tell($"{Path.Combine(data, Folder)} has no test folder: every fifth photo of train/ is held out as test photo (copies in {Source}).");
        }
        else
            Source = Path.Combine(data, Folder);
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
    public override string ToString() => $"Cats and dogs: {Count(Train)} photos to learn from, {Count(Test)} to test with ({(IsStandIn ? "drawn by the kit" : "real")}, {Source})";

    private static string Fetched(string data)
    {
        var photos = Path.Combine(data, Pets, Folder);
        if (Directory.Exists(photos))
            return photos;
        var download = new Download { Progress = new ConsoleProgress() };
        PetsArchive.Unpack(download.FetchAsync(DataFolder.Manifest[Pets][Archive], Path.Combine(data, Pets)).GetAwaiter().GetResult(), photos);
        return photos;
    }

    private static int Count(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count();

    private static void Tell(string text)
    {
        lock (announced)
            if (announced.Add(text))
                Console.WriteLine(text);
    }
}
