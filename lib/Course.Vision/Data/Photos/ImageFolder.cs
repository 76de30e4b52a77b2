using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Photos in a folder, one folder a class, as torchvision's ImageFolder: class names are the folders' names in alphabetical
/// order. Photos stay on the disk; each is read and transformed when it is asked for.
/// </summary>
public class ImageFolder
{
    private readonly Transform? transform;

    /// <summary>Lists a folder's photos and looks at each one's header.</summary>
    /// <param name="path">A folder with one folder for each class.</param>
    /// <param name="transform">What is done with each photo.</param>
    /// <param name="classNames">The classes in index order, such as the training set's; by default the folders' names, or those
    /// of the folder <c>train</c> beside it where that has more classes, and it says so.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">It does not hold at least two class folders with images in each, or other classes
    /// than those named, or unreadable files: all of them are listed with their reasons.</exception>
    public ImageFolder(string path, Transform? transform = null, IReadOnlyList<string>? classNames = null)
    {
        var (classes, files) = ClassFolders.In(path, classNames);
        var faults = files.AsParallel().AsOrdered()
            .Select(file => PictureHeader.Fault(file.Path, ImageFile.MostPixels)).OfType<string>().ToList();
        if (faults.Count > 0)
            throw new InvalidDataException($"{path}: expected readable pictures only, found {faults.Count} of {files.Count} " +
                $"unreadable. Delete or replace them:{string.Concat(faults.Select(fault => $"\n  {fault}"))}");
        (ClassNames, this.transform) = (classes, transform);
        (Paths, Labels) = ([.. files.Select(file => file.Path)], [.. files.Select(file => file.Label)]);
        if (classNames == null && classes.Where((_, label) => !Labels.Contains(label)).ToList() is [_, ..] absent)
            DataFolder.Tell(
                $"{path} has no photos of {string.Join(", ", absent)}: its classes are numbered as those of the folder " +
                "train beside it.");
    }

    /// <summary>One name a class, in index order.</summary>
    public IReadOnlyList<string> ClassNames { get; private protected set; }

    /// <summary>Every photo's file, class by class.</summary>
    public IReadOnlyList<string> Paths { get; private set; }

    /// <summary>Every photo's class index.</summary>
    public IReadOnlyList<int> Labels { get; private protected set; }

    /// <summary>Number of photos.</summary>
    public int Count => Paths.Count;

    /// <summary>Some of the photos as a set of their own, such as those held out for validation: PyTorch's Subset.</summary>
    /// <param name="chosen">Given a photo's index, whether it belongs to them.</param>
    /// <exception cref="ArgumentException">None is chosen.</exception>
    public ImageFolder Where(Func<int, bool> chosen)
    {
        var indices = Enumerable.Range(0, Count).Where(chosen).ToList();
        if (indices.Count == 0)
            throw new ArgumentException($"Expected some of the {Count} photos to be chosen, found none.", nameof(chosen));
        var some = (ImageFolder)MemberwiseClone();
        (some.Paths, some.Labels) = (indices.ConvertAll(i => Paths[i]), indices.ConvertAll(i => Labels[i]));
        return some;
    }

    /// <summary>Reads a photo, upright, and transforms it.</summary>
    /// <param name="index">Which one, from 0.</param>
    /// <param name="random">Where random steps take their decisions from.</param>
    /// <returns>What the transform makes of it; without one uint8. // [3, H, W]</returns>
    /// <exception cref="InvalidDataException">The file was damaged since the folder was listed.</exception>
    public Tensor Load(int index, Random? random = null)
    {
        using var photo = PictureDecoder.Decode(File.ReadAllBytes(Paths[index]), Paths[index], ImageFile.MostPixels);
        if (transform == null)
            return photo.contiguous();
        var made = transform.Apply(photo, random ?? Random.Shared);
        return ReferenceEquals(made, photo) ? photo.contiguous() : made;
    }

    /// <summary>
    /// Reads and transforms every photo once, into memory: for features that are calculated once, and for small sets.
    /// </summary>
    /// <param name="workers">How many threads read.</param>
    /// <exception cref="InvalidDataException">A photo can't be read, or the transform does not bring all to one size.</exception>
    public LabelledImages ToMemory(int workers = 4)
    {
        var all = new ImageBatches(this, Count, workers).First();
        return new(all.Images, all.Labels, ClassNames);
    }

    /// <summary>What it holds, in a line.</summary>
    public override string ToString() => Words.Here["ImageFolder", Count, ClassNames.Count,
        string.Join(", ", ClassNames.Select((name, label) => $"{name} {Labels.Count(one => one == label):N0}"))];
}
