namespace Course.Vision;

/// <summary>
/// Shows a download's progress: one line that changes in place where the host can do that, else a line every two seconds.
/// </summary>
internal sealed class ConsoleProgress : IProgress<DownloadProgress>
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
