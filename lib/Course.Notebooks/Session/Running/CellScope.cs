namespace Course.Notebooks;

/// <summary>
/// The running cell, as the code it started sees it: <see cref="Current"/> follows tasks and threads. What is written after
/// the cell's end goes to the cell that runs then, or nowhere.
/// </summary>
internal sealed class CellScope : IDisposable
{
    private static readonly AsyncLocal<CellScope?> startedBy = new();

    private readonly Session session;
    private readonly ICellOutput output;
    private readonly CellStreams streams;
    private volatile bool ended;

    public CellScope(Session session, ICellOutput output, CancellationToken cancel)
    {
        Cancel = cancel;
        (this.session, this.output, streams) = (session, output, new CellStreams(output));
        Latest = session.Running = this;
    }

    /// <summary>The cell that the calling code belongs to; null in code of the host.</summary>
    public static CellScope? Current => startedBy.Value is { ended: true } past ? past.session.Running : startedBy.Value;

    /// <summary>The cell that began last, for code of a cell on threads that know none; null while none runs.</summary>
    public static CellScope? Latest { get; private set; }

    /// <summary>Does the calling code belong to a cell, be it one that has ended?</summary>
    public static bool IsInside => startedBy.Value is not null;

    /// <exception cref="OperationCanceledException">The cell that started the calling code is being stopped, or was.</exception>
    public static void ThrowIfStopped() => startedBy.Value?.Cancel.ThrowIfCancellationRequested();

    /// <summary>Fires when the cell is to stop.</summary>
    public CancellationToken Cancel { get; }

    public void Enter() => startedBy.Value = this;

    public void Write(StreamName stream, ReadOnlySpan<char> text)
    {
        // A loop that prints spends most of its time in code that isn't stopped from outside.
        if (!ended)
            Cancel.ThrowIfCancellationRequested();
        streams.Write(stream, text);
    }

    public void Display(MimeBundle data, string? displayId) => InOrder(() => output.Display(data, displayId));

    public void Update(string displayId, MimeBundle data) => InOrder(() => output.Update(displayId, data));

    public void Clear(bool wait) => InOrder(() => output.Clear(wait));

    // The host's call runs on another thread, so that a cell which waits for an answer can be stopped.
    public string ReadLine(string prompt, bool hidden)
    {
        streams.Flush();
        return Task.Run(() => output.Ask(prompt, hidden)).GetAwaiter().GetResult()
            ?? throw new InvalidOperationException("Console.ReadLine: there is nobody to ask, because the code runs without " +
            "a front-end that can answer. Give the value in the code, or open the notebook in Jupyter or VS Code.");
    }

    public void Dispose()
    {
        ended = true;
        Latest = session.Running = null;
        streams.Dispose();
    }

    private void InOrder(Action action)
    {
        if (ended)
            return;
        Cancel.ThrowIfCancellationRequested();
        streams.InOrder(action);
    }

    /// <summary>What a cell shares with the cells after it: which of them runs.</summary>
    internal sealed class Session
    {
        public volatile CellScope? Running;
    }
}
