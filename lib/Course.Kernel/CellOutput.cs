using System.Text.Json.Nodes;
using Course.Notebooks;

namespace Course.Kernel;

/// <summary>Where a cell's outputs go: to the front-ends, as messages that name the cell's request.</summary>
internal sealed class CellOutput(Request request, Sender sender, StandardInput input, CancellationToken cancel)
    : ICellOutput
{
    /// <summary>The session gathers what is printed, in order; a message for every write would flood the front-end.</summary>
    public void Stream(StreamName stream, string text) =>
        sender.Publish(request, "stream", new() { ["name"] = stream == StreamName.Out ? "stdout" : "stderr", ["text"] = text });

    public void Display(MimeBundle data, string? displayId) =>
        sender.Publish(request, "display_data", Bundle(data, displayId is null ? [] : new() { ["display_id"] = displayId }));

    public void Update(string displayId, MimeBundle data) =>
        sender.Publish(request, "update_display_data", Bundle(data, new() { ["display_id"] = displayId }));

    public void Clear(bool wait) => sender.Publish(request, "clear_output", new() { ["wait"] = wait });

    public string ReadLine(string prompt, bool hidden)
    {
        if (!request.Flag("allow_stdin", ifMissing: false))
        {
            throw new InvalidOperationException("This cell asks for input, but the front-end that runs it has nobody to ask. "
                + "Run it in a notebook, or give the value in the code.");
        }
        return input.Ask(request, prompt, hidden, cancel);
    }

    private static JsonObject Bundle(MimeBundle data, JsonObject transient) =>
        new() { ["data"] = Json.Of(data), ["metadata"] = new JsonObject(), ["transient"] = transient };
}

/// <summary>The output of code that runs as quietly as possible: nowhere.</summary>
internal sealed class SilentOutput : ICellOutput
{
    public void Stream(StreamName stream, string text)
    {
    }

    public void Display(MimeBundle data, string? displayId)
    {
    }

    public void Update(string displayId, MimeBundle data)
    {
    }

    public void Clear(bool wait)
    {
    }

    public string ReadLine(string prompt, bool hidden) =>
        throw new InvalidOperationException("Code that runs silently cannot ask for input.");
}
