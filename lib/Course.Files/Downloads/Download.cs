namespace Course.Files;

/// <summary>
/// Fetches a file of the manifest: from several mirrors in turn, going on where an earlier try stopped, checked against the
/// manifest's SHA-256 after it arrived and only then moved to its place in one step. Two processes can't spoil each other.
/// </summary>
public sealed class Download
{
    /// <summary>Who is told how far it has come; nobody by default.</summary>
    public IProgress<DownloadProgress>? Progress { get; init; }

    /// <summary>How long a server may send nothing before the next mirror is tried.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one mirror may take in all: 792 MB, the largest file, at 75 kB/s.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(3);

    /// <summary>Fetches a file unless it is there already, as published.</summary>
    /// <param name="file">The file, as the manifest describes it.</param>
    /// <param name="folder">Where it belongs; made where it is absent.</param>
    /// <returns>The file's path.</returns>
    /// <exception cref="DownloadException">No mirror gave the file, or it can't be written here.</exception>
    public string Fetch(DataFile file, string folder)
    {
        if (!DataFile.IsBare(file.Name))
            throw new DownloadException($"Expected the bare name of a file, found \"{file.Name}\".");
        var path = Path.Combine(folder, file.Name);
        if (file.Fault(path) == null) // nothing to write then: the folder may be read-only
            return path;
        try
        {
            Directory.CreateDirectory(folder);
            using var held = FolderLock.Take(folder);
            if (file.Fault(path) != null) // else another process has fetched it meanwhile
                FromAnyMirror(file, path);
            return path;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException && fault is not DownloadException)
        {
            throw new DownloadException(Unwritable(folder, fault), fault);
        }
    }

    private void FromAnyMirror(DataFile file, string path)
    {
        var failures = new List<string>();
        foreach (var url in file.Urls)
            try
            {
                File.Move(new Mirror(url, file, this).Fetch(path), path, overwrite: true);
                foreach (var part in Directory.GetFiles(Path.GetDirectoryName(path)!, file.Name + ".*.part"))
                    File.Delete(part);
                return;
            }
            catch (MirrorException failure)
            {
                failures.Add($"  {url}: {failure.Message}");
            }
        throw new DownloadException($"{file.Name} could not be downloaded:\n{string.Join('\n', failures)}\n" +
            "Check the network and try again; what has arrived is kept and goes on from there. " +
            $"Or fetch the file elsewhere, from one of these addresses, and put it at {path}.");
    }

    private static string Unwritable(string folder, Exception fault)
    {
        const int NoSpace = 28, WindowsDiskFull = unchecked((int)0x80070070);
        return fault.HResult is NoSpace or WindowsDiskFull
            ? $"The disk that holds {folder} is full ({fault.Message}). Free some space and try again; " +
                "what has arrived is kept and goes on from there."
            : $"{folder} can't be written to ({fault.Message}). Make it writable, or name another data folder in " +
                "COURSE_DATA.";
    }
}
