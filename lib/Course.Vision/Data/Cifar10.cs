using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>CIFAR-10: colour pictures of ten kinds of things, 32 x 32 pixels, 50,000 to train with and 10,000 to test with.</summary>
/// <remarks>A. Krizhevsky, "Learning Multiple Layers of Features from Tiny Images" (2009). Read from the published archive itself,
/// or from its unpacked files.</remarks>
public sealed class Cifar10 : LabelledImages
{
    private const string Folder = "cifar-10", Archive = "cifar-10-binary.tar.gz";

    /// <summary>The ten classes in label order.</summary>
    public static readonly IReadOnlyList<string> Names =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>Loads all pictures of one part into memory.</summary>
    /// <param name="root">The data folder, with <c>cifar-10/cifar-10-binary.tar.gz</c> or the unpacked <c>cifar-10-batches-bin/</c>; by
    /// default the one that COURSE_DATA names, else the kit's own.</param>
    /// <param name="train">True for the training part, false for the test part.</param>
    /// <param name="download">True to fetch the archive where it is absent or damaged.</param>
    /// <param name="transform">Prepares the pictures, all at once (uint8 [N, 3, 32, 32]); by default ToTensor.</param>
    /// <exception cref="FileNotFoundException">A file is not there.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    /// <exception cref="DownloadException">The download failed; the message lists every mirror's answer.</exception>
    public Cifar10(string? root = null, bool train = true, bool download = false, Transform? transform = null)
        : this(Read(DataFolder.Resolve(root ?? DataFolder.Default), train, download), transform)
    {
    }

    private Cifar10((Tensor Images, Tensor Labels) raw, Transform? transform) : base(Prepared(raw.Images, transform), raw.Labels, Names)
    {
    }

    private static (Tensor Images, Tensor Labels) Read(string root, bool train, bool download)
    {
        string[] names = train ? [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin")] : ["test_batch.bin"];
        var folders = new[] { Path.Combine(root, Folder, CifarFiles.Unpacked), Path.Combine(root, CifarFiles.Unpacked), Path.Combine(root, Folder) };
        var archive = Path.Combine(root, Folder, Archive);
        var unpacked = folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, names[0])));
        if (unpacked is null && download)
            new Download { Progress = new ConsoleProgress() }.FetchAsync(DataFolder.Manifest[Folder][Archive], Path.GetDirectoryName(archive)!).GetAwaiter().GetResult();
        else if (unpacked is null && !File.Exists(archive))
            throw new FileNotFoundException($"CIFAR-10 is not in {Path.Combine(root, Folder)}: expected {Archive} or {names[0]} there. Fetch it " +
                $"with new Cifar10(download: true) or `course data download {Folder}`.", archive);
        using var scope = NewDisposeScope();
        var parts = unpacked is null ? CifarFiles.FromArchive(archive, names) : [.. names.Select(name => CifarFiles.FromFile(Path.Combine(unpacked, name)))];
        return (cat([.. parts.Select(part => part.Images)]).DetachFromDisposeScope(), cat([.. parts.Select(part => part.Labels)]).DetachFromDisposeScope());
    }
}
