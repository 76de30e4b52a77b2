using System.Text.Json.Nodes;
using Course.Notebooks;

namespace Course.Kernel;

/// <summary>Where a cell's outputs go: to the front-ends, as messages that name the cell's request.</summary>
internal sealed class CellOutput(Request request, Sender sender, StandardInput input, CancellationToken cancel) : ICellOutput
{
    /// <summary>The session gathers what is printed, in order; a message for every write would flood the front-end.</summary>
    public void Stream(StreamName stream, string text) =>
        sender.Publish(request, "stream", new() { ["name"] = stream == StreamName.Out ? "stdout" : "stderr", ["text"] = text });

    public void Display(MimeBundle data, string? displayId) =>
        sender.Publish(request, "display_data", Bundle(data, displayId is null ? [] : new() { ["display_id"] = displayId }));

    public void Update(string displayId, MimeBundle data) =>
        sender.Publish(request, "update_display_data", Bundle(data, new() { ["display_id"] = displayId }));

    public void Clear(bool wait) => sender.Publish(request, "clear_output", new() { ["wait"] = wait });

    public string? Ask(string prompt, bool hidden) =>
        request.Flag("allow_stdin", ifMissing: false) ? input.Ask(request, prompt, hidden, cancel) : null;

    private static JsonObject Bundle(MimeBundle data, JsonObject transient) =>
        new() { ["data"] = Json.Of(data), ["metadata"] = new JsonObject(), ["transient"] = transient };
}
