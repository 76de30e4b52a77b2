using System.Collections.Concurrent;
using System.Text;

namespace Course.Notebooks;

/// <summary>
/// What a cell prints, gathered into few events: one after a pause, when much has come together, and before anything
/// else the cell shows. The order across both streams is kept.
/// </summary>
internal sealed class CellStreams(ICellOutput output) : IDisposable
{
    private const int enough = 1 << 16;
    private const int longPause = 50; // milliseconds

    // A thread of its own: a timer's callback waits behind the cell's own tasks.
    private static readonly BlockingCollection<(CellStreams Streams, long Time)> due = [];

    static CellStreams() => new Thread(() =>
    {
        foreach (var (streams, time) in due.GetConsumingEnumerable())
        {
            Thread.Sleep((int)Math.Clamp(time - Environment.TickCount64, 0, longPause));
            streams.Flush();
        }
    })
    { IsBackground = true, Name = "streams" }.UnsafeStart();

    private readonly Lock gate = new();   // guards pending
    private readonly Lock sending = new(); // keeps events in order; taken before gate
    private List<(StreamName Stream, StringBuilder Text)> pending = [];
    private int length;
    private bool ended;

    public void Write(StreamName stream, ReadOnlySpan<char> text)
    {
        var much = false;
        try
        {
        }
        finally // a cell is never stopped in here
        {
            lock (gate)
            {
                if (!ended)
                    much = Append(stream, text);
            }
        }

        if (much)
            Flush();
    }

    public void Flush() => InOrder(static () => { });

    /// <summary>Sends what was printed, then calls <paramref name="action"/>.</summary>
    public void InOrder(Action action)
    {
        try
        {
        }
        finally // a cell is never stopped in here
        {
            lock (sending)
            {
                foreach (var (stream, text) in Take()) output.Stream(stream, text.ToString());
                action();
            }
        }
    }

    public void Dispose()
    {
        Flush();
        lock (gate) ended = true;
        Flush(); // what came in between
    }

    private bool Append(StreamName stream, ReadOnlySpan<char> text)
    {
        if (length == 0)
            due.Add((this, Environment.TickCount64 + longPause));
        if (pending is not [.., var last] || last.Stream != stream)
            pending.Add(last = (stream, new StringBuilder()));
        last.Text.Append(text);
        length += text.Length;
        return length >= enough;
    }

    private List<(StreamName Stream, StringBuilder Text)> Take()
    {
        lock (gate)
        {
            var taken = pending;
            pending = [];
            length = 0;
            return taken;
        }
    }
}
