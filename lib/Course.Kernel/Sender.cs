using System.Text.Json.Nodes;
using Course.Kernel.Wire;

namespace Course.Kernel;

/// <summary>Signs our messages and queues them for the sockets. Any thread may call it.</summary>
internal sealed class Sender(Signature signature, Action<Channel, IReadOnlyList<byte[]>> send)
{
    /// <summary>The answer to a request, to the one who asked: <c>x_request</c> is answered by <c>x_reply</c>.</summary>
    public void Reply(Request request, JsonObject content)
    {
        content.TryAdd("status", "ok");
        var type = request.Type.Replace("_request", "_reply", StringComparison.Ordinal);
        Send(request.Channel, type, content, request.Message.Header, request.Message.Identities);
    }

    /// <summary>Something for every front-end that listens; without a request it belongs to no cell.</summary>
    public void Publish(Request? request, string type, JsonObject content) =>
        Send(Channel.IOPub, type, content, request?.Message.Header
        ?? Message.NoParent, [System.Text.Encoding.ASCII.GetBytes(type)]);

    public void Status(Request? request, string state) => Publish(request, "status", new() { ["execution_state"] = state });

    /// <summary>A question to the front-end that sent this request.</summary>
    public void Ask(Request request, JsonObject content) =>
        Send(Channel.Stdin, "input_request", content, request.Message.Header, request.Message.Identities);

    /// <summary>Greets a subscriber, so that it knows that nothing it causes from now on is lost (JEP 65).</summary>
    public void Welcome(byte[] topic) => Send(Channel.IOPub, "iopub_welcome", [], Message.NoParent, [topic]);

    private void Send(Channel channel, string type, JsonObject content, byte[] parent, IReadOnlyList<byte[]> identities) =>
        send(channel, Message.New(type, content, parent, identities).ToFrames(signature));
}
