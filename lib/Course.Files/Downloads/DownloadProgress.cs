namespace Course.Files;

/// <summary>How far a download has come.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="From">The server.</param>
/// <param name="Received">Bytes that lie on the disk, those of earlier tries included.</param>
/// <param name="Total">Bytes in all; null where the server does not say.</param>
public sealed record DownloadProgress(string File, string From, long Received, long? Total)
{
    /// <summary>True when nothing is left to fetch.</summary>
    public bool IsDone => Received == Total;

    /// <summary>As "train-images-idx3-ubyte.gz from github.com: 12.5 of 26.4 MB (47 %)".</summary>
    public override string ToString() => Total is { } total and > 0
        ? $"{File} from {From}: {Received / 1e6:0.0} of {total / 1e6:0.0} MB ({100 * Received / total} %)"
        : $"{File} from {From}: {Received / 1e6:0.0} MB";
}
