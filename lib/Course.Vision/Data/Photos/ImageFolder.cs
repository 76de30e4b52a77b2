using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Photos in a folder, one folder a class, as torchvision's ImageFolder: class names are the folders' names in alphabetical
/// order. Photos stay on the disk; each is read and transformed when it is asked for.
/// </summary>
public sealed class ImageFolder
{
    private readonly Transform? transform;

    /// <summary>Lists a folder's photos and looks at each one's header.</summary>
    /// <param name="path">A folder with one folder for each class.</param>
    /// <param name="transform">What is done with each photo.</param>
    /// <param name="unreadable">What is done about files that are no usable pictures.</param>
    /// <param name="mostPixels">A larger photo is unreadable.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">It does not hold at least two class folders with images in each, or unreadable files.</exception>
    public ImageFolder(string path, Transform? transform = null, Unreadable unreadable = Unreadable.Refuse, long mostPixels = ImageFile.MostPixels)
    {
        var classes = ClassFolders.In(path);
        var files = classes.SelectMany((one, label) => one.Files.Select(file => (Path: file, Label: label))).ToList();
        var faults = files.AsParallel().AsOrdered().Select(file => PictureHeader.Fault(file.Path, mostPixels)).ToList();
        Skipped = [.. faults.OfType<string>()];
        if (Skipped.Count > 0 && unreadable == Unreadable.Refuse)
            throw new InvalidDataException($"{path}: expected readable pictures only, found {Skipped.Count} of {files.Count} unreadable. Delete " +
                $"or replace them, or pass Unreadable.Skip to leave them out:{string.Concat(Skipped.Select(fault => $"\n  {fault}"))}");
        var readable = files.Where((_, i) => faults[i] == null).ToList();
        (ClassNames, MostPixels, this.transform) = ([.. classes.Select(one => one.Name)], mostPixels, transform);
        (Paths, Labels) = ([.. readable.Select(file => file.Path)], [.. readable.Select(file => file.Label)]);
        var lost = ClassNames.Where((_, label) => !Labels.Contains(label)).ToList();
        if (lost.Count > 0)
            throw new InvalidDataException($"{path}: expected a readable picture in every class folder, found none in {string.Join(", ", lost)}:" +
                string.Concat(Skipped.Select(fault => $"\n  {fault}")));
    }

    private ImageFolder(ImageFolder whole, IEnumerable<int> chosen, Transform? transform)
    {
        (ClassNames, Skipped, MostPixels, this.transform) = (whole.ClassNames, whole.Skipped, whole.MostPixels, transform);
        var positions = chosen.Order().ToList();
        (Paths, Labels) = ([.. positions.Select(i => whole.Paths[i])], [.. positions.Select(i => whole.Labels[i])]);
    }

    /// <summary>One name a class, in index order.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Every photo's file, class by class.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>Every photo's class index.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>What was left out and why, a line a file.</summary>
    public IReadOnlyList<string> Skipped { get; }

    /// <summary>Number of photos.</summary>
    public int Count => Paths.Count;

    private long MostPixels { get; }

    /// <summary>Reads a photo, upright, and transforms it.</summary>
    /// <param name="index">Which one, from 0.</param>
    /// <param name="random">Where random steps take their decisions from.</param>
    /// <returns>What the transform makes of it; without one uint8. // [3, H, W]</returns>
    /// <exception cref="InvalidDataException">The file was damaged since the folder was listed.</exception>
    public Tensor Load(int index, Random? random = null)
    {
        using var photo = PictureDecoder.Decode(File.ReadAllBytes(Paths[index]), Paths[index], MostPixels);
        if (transform == null)
            return photo.contiguous();
        var made = transform.Apply(photo, random ?? Random.Shared);
        return ReferenceEquals(made, photo) ? photo.contiguous() : made;
    }

    /// <summary>The same photos with another transform.</summary>
    /// <param name="transform">What is done with each photo.</param>
    public ImageFolder With(Transform? transform) => new(this, Enumerable.Range(0, Count), transform);

    /// <summary>Two sets without a photo in common, each class shared out in the same proportion.</summary>
    /// <param name="holdOut">Share that is held out, between 0 and 1.</param>
    /// <param name="seed">The same seed gives the same sets.</param>
    /// <returns>What to train on, and what to test on; both with this set's transform (<see cref="With"/> gives another).</returns>
    /// <exception cref="ArgumentOutOfRangeException">No share between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">A class has a single photo.</exception>
    public (ImageFolder Train, ImageFolder HeldOut) Split(double holdOut, int seed = 0)
    {
        if (holdOut is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(holdOut), $"Expected a share between 0 and 1, such as 0.2, found {holdOut}.");
        var random = new Random(seed);
        var held = new HashSet<int>();
        foreach (var one in Enumerable.Range(0, Count).GroupBy(i => Labels[i]))
        {
            var members = one.ToArray();
            if (members.Length < 2)
                throw new InvalidOperationException($"Expected at least two photos of {ClassNames[one.Key]} to split, found one. Add photos of it.");
            random.Shuffle(members);
            held.UnionWith(members.Take(Math.Clamp((int)Math.Round(members.Length * holdOut), 1, members.Length - 1)));
        }
        return (new(this, Enumerable.Range(0, Count).Where(i => !held.Contains(i)), transform), new(this, held, transform));
    }

    /// <summary>Reads and transforms every photo once, into memory: for features that are calculated once, and for small sets.</summary>
    /// <param name="workers">How many threads read.</param>
    /// <param name="seed">What random steps decide by.</param>
    /// <exception cref="InvalidDataException">A photo can't be read, or the transform does not bring all to one size.</exception>
    public LabelledImages ToMemory(int workers = 4, int seed = 0)
    {
        var all = new ImageBatches(this, Count, workers, seed: seed).First();
        return new(all.Images, all.Labels, ClassNames);
    }

    /// <summary>What it holds, in a line.</summary>
    public override string ToString() => $"{Count:N0} photos in {ClassNames.Count} classes: " +
        string.Join(", ", ClassNames.Select((name, label) => $"{name} {Labels.Count(one => one == label):N0}"));
}
