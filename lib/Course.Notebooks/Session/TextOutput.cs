using System.Text;

namespace Course.Notebooks;

/// <summary>Keeps the beginning of what a cell prints, and nothing of what it shows.</summary>
/// <param name="longest">Characters kept.</param>
public sealed class TextOutput(int longest = int.MaxValue) : ICellOutput
{
    private readonly StringBuilder text = new();

    public string Text
    {
        get { lock (text) return text.ToString(); }
    }

    /// <summary>There was more than is kept.</summary>
    public bool IsCut { get; private set; }

    public void Stream(StreamName stream, string text)
    {
        lock (this.text)
        {
            var kept = Math.Min(text.Length, longest - this.text.Length);
            this.text.Append(text.AsSpan(0, kept));
            IsCut |= kept < text.Length;
        }
    }
}
