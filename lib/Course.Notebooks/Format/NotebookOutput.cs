using System.Text;
using System.Text.Json.Nodes;

namespace Course.Notebooks;

/// <summary>Writes what a running cell puts out into its notebook.</summary>
/// <param name="longestText">Characters of printed text kept; a loop that prints for ever must not fill the disk.</param>
/// <param name="largestDisplays">Characters of displayed values kept.</param>
public sealed class NotebookOutput(
    Notebook notebook, Cell cell, long longestText = 4_000_000, long largestDisplays = 64_000_000) : ICellOutput
{
    /// <summary>An empty display costs this much too, else endless empty ones would be free.</summary>
    private const int overhead = 200;

    private readonly StringBuilder pending = new(); // joining lines at every write would take quadratic time
    private StreamName pendingName;
    private long textSize;
    private long displaySize;
    private bool clearOnNext;

    public void Stream(StreamName stream, string text)
    {
        lock (notebook.Gate)
        {
            ClearIfAsked();
            if (text.Length == 0 || textSize > longestText)
                return;
            if (stream != pendingName)
            {
                Flush();
                textSize += overhead;
            }
            pendingName = stream;
            pending.Append(text.AsSpan(0, (int)Math.Clamp(longestText - textSize, 0, text.Length)));
            textSize += text.Length;
            if (textSize <= longestText)
                return;
            Flush();
            cell.AppendStream(
                StreamName.Error, $"\n[Stopped keeping text: this cell prints more than {longestText:N0} characters.]\n");
        }
    }

    public void Display(MimeBundle data, string? displayId)
    {
        lock (notebook.Gate)
        {
            ClearIfAsked();
            if (!Fits(data))
                return;
            Flush();
            var output = cell.AppendDisplay(data);
            if (displayId is not null)
                Remember(displayId, output);
        }
    }

    public void Update(string displayId, MimeBundle data)
    {
        lock (notebook.Gate)
            foreach (var output in notebook.Displays.GetValueOrDefault(displayId) ?? [])
                output["data"] = OutputJson.Data(data);
    }

    public void Clear(bool wait)
    {
        lock (notebook.Gate)
        {
            clearOnNext = true;
            if (!wait)
                ClearIfAsked();
        }
    }

    /// <summary>Writes down what is left and how the cell ended.</summary>
    public void Finish(CellResult result)
    {
        lock (notebook.Gate)
        {
            if (result is not CellResult.Succeeded { Value: null })
                ClearIfAsked();
            Flush();
            if (result is CellResult.Failed(var name, var message, var traceback))
                cell.AppendError(name, message, traceback);
            else if (result is CellResult.Succeeded { Value: { } value } && Fits(value))
                cell.AppendResult(value);
        }
    }

    private void ClearIfAsked()
    {
        if (!clearOnNext)
            return;
        pending.Clear();
        cell.ClearOutputs();
        (clearOnNext, textSize, displaySize) = (false, 0, 0);
    }

    private bool Fits(MimeBundle data)
    {
        if (displaySize > largestDisplays)
            return false;
        displaySize += overhead
            + data.Data.Sum(entry => (long)(TextLines.Join(entry.Value) ?? entry.Value.ToJsonString()).Length);
        if (displaySize <= largestDisplays)
            return true;
        Flush();
        cell.AppendStream(
            StreamName.Error, $"[Stopped keeping displays: this cell shows more than {largestDisplays:N0} characters.]\n");
        return false;
    }

    private void Flush()
    {
        cell.AppendStream(pendingName, pending.ToString());
        pending.Clear();
    }

    private void Remember(string displayId, JsonObject output)
    {
        if (!notebook.Displays.TryGetValue(displayId, out var outputs))
            notebook.Displays[displayId] = outputs = [];
        outputs.RemoveAll(shown => shown.Parent is null); // cleared meanwhile
        outputs.Add(output);
    }
}
