using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Course.Kernel.Wire;

namespace Course.Kernel;

/// <summary>Asks the learner for a line through the stdin socket and waits for the answer.</summary>
internal sealed class StandardInput(Sender sender)
{
    private readonly Lock asking = new();
    private readonly BlockingCollection<string> answers = [];

    /// <exception cref="OperationCanceledException">The cell was interrupted while it waited.</exception>
    public string Ask(Request request, string prompt, bool hidden, CancellationToken cancel)
    {
        lock (asking) // one question at a time, whichever threads ask
        {
            while (answers.TryTake(out _))
            {
                // An answer that came too late belongs to an interrupted cell.
            }
            sender.Ask(request, new() { ["prompt"] = prompt, ["password"] = hidden });
            return answers.Take(cancel);
        }
    }

    public void Answer(Message reply)
    {
        if (reply.Type == "input_reply" && reply.Content["value"] is JsonValue value && value.TryGetValue<string>(out var line))
            answers.Add(line);
        else
            KernelLog.Write($"Dropped a {reply.Type} on {Channel.Stdin}: it should be an input_reply with a text 'value'.");
    }
}
