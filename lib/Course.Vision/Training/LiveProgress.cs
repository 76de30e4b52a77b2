using System.Diagnostics;

namespace Course.Vision;

/// <summary>Shows a value that changes, at most ten times a second, and its final state in any case.</summary>
/// <param name="view">Makes what is shown, anew for each update.</param>
internal sealed class LiveProgress(Func<object> view) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.1);

    private readonly Action<object>? replace = Live.Show(view());
    private long last = Stopwatch.GetTimestamp();
    private bool isStale;

    /// <summary>The value has changed.</summary>
    public void Update()
    {
        isStale = true;
        if (Stopwatch.GetElapsedTime(last) >= Pause)
            Show();
    }

    /// <summary>Shows the final state.</summary>
    public void Dispose()
    {
        if (isStale)
            Show();
    }

    private void Show()
    {
        replace?.Invoke(view());
        isStale = false;
        last = Stopwatch.GetTimestamp();
    }
}
