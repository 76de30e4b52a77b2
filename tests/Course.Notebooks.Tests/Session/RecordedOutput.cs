using System.Text;
using Course.Notebooks;

namespace Course.Notebooks.Tests;

/// <summary>Keeps what a cell shows, in order.</summary>
public sealed class RecordedOutput : ICellOutput
{
    private readonly Lock gate = new();
    private readonly List<string> events = [];
    private readonly StringBuilder streamOut = new(), streamError = new();

    public IReadOnlyList<string> Events { get { lock (gate) return [.. events]; } }
    public List<MimeBundle> Displays { get; } = [];
    public List<MimeBundle> Updates { get; } = [];
    public string Out { get { lock (gate) return streamOut.ToString(); } }
    public string Error { get { lock (gate) return streamError.ToString(); } }

    public void Stream(StreamName stream, string text)
    {
        lock (gate)
        {
            (stream == StreamName.Out ? streamOut : streamError).Append(text);
            events.Add($"{stream}: {text}");
        }
    }

    public void Display(MimeBundle data, string? displayId)
    {
        lock (gate)
        {
            Displays.Add(data);
            events.Add($"display: {data.Data["text/plain"]}");
        }
    }

    public void Update(string displayId, MimeBundle data)
    {
        lock (gate)
        {
            Updates.Add(data);
            events.Add($"update: {data.Data["text/plain"]}");
        }
    }

    public void Clear(bool wait)
    {
        lock (gate) events.Add("clear");
    }

    public string? Answer { get; init; }

    public string? Ask(string prompt, bool hidden) => Answer;
}
