namespace Course.Vision;

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

/// <summary>
/// Shows a download's progress: one line that changes in place where the host can do that, else a line every two seconds.
/// </summary>
public sealed class ConsoleProgress : IProgress<DownloadProgress>
{
    private readonly TextWriter output = Console.Out; // the cell's own, even when progress comes from another thread
    private Action<object>? replace;
    private long lastTick = long.MinValue;
    private string? lastFile;

    /// <summary>Shows one state.</summary>
    /// <param name="value">The state.</param>
    public void Report(DownloadProgress value)
    {
        var isNew = value.File != lastFile;
        if (!isNew && !value.IsDone && Environment.TickCount64 - lastTick < (replace == null ? 2000 : 200))
            return;
        (lastTick, lastFile) = (Environment.TickCount64, value.File);
        if (isNew)
            replace = Live.Show(value.ToString());
        else
            replace?.Invoke(value.ToString());
        if (replace == null)
            output.WriteLine(value);
    }
}
