using System.Text.Json.Nodes;
using Course.Kernel.Wire;
using Course.Notebooks;

namespace Course.Kernel;

/// <summary>
/// A Jupyter kernel for C#: request, busy, one switch over message types, replies and outputs, idle. The sockets' thread reads
/// and sends; the shell's thread runs the cells; the control channel has a thread of its own, so an interrupt never waits.
/// </summary>
internal sealed class CSharpKernel : IDisposable
{
    private readonly Signature signature;
    private readonly Replays replays = new();
    private readonly Sockets sockets;
    private readonly Sender sender;
    private readonly StandardInput input;
    private readonly History history = new();
    private readonly RequestQueue shell = new(Channel.Shell);
    private readonly RequestQueue control = new(Channel.Control);
    private readonly Execution execution;
    private readonly Assistance assistance;
    private readonly ManualResetEventSlim ended = new();
    private bool farewell;

    public CSharpKernel(ConnectionFile file, Lazy<ScriptSession> session)
    {
        signature = new(file.Key);
        sockets = new(file, Receive);
        sender = new(signature, sockets.Send);
        input = new(sender);
        execution = new(session, shell, sender, input, history);
        assistance = new(session);
    }

    /// <summary>Serves the front-ends until one of them asks for a shutdown.</summary>
    public void Run()
    {
        sender.Status(null, "starting");
        sockets.Start();
        Serve(control, "control");
        Serve(shell, "shell");
        ended.Wait();
    }

    public void Interrupt() => execution.Interrupt();

    /// <summary>
    /// The process ends although nobody asked for a shutdown: tells the front-end why, as long as there is time to.
    /// </summary>
    public void Farewell(string reason)
    {
        if (Interlocked.Exchange(ref farewell, true) || ended.IsSet)
            return;
        KernelLog.Write(reason);
        execution.Abandon(reason);
        sockets.Dispose();
    }

    public void Dispose() => sockets.Dispose();

    /// <summary>What is not a message to us is dropped, with a word on the log: an answer could serve only a stranger.</summary>
    private void Receive(Channel channel, List<byte[]> frames)
    {
        try
        {
            if (channel == Channel.IOPub)
                sender.Welcome(topic: frames[0]);
            else if (Message.FromFrames(frames, signature, replays) is var message && channel == Channel.Stdin)
                input.Answer(message);
            else
                (channel == Channel.Shell ? shell : control).Add(message);
        }
        catch (FormatException e)
        {
            KernelLog.Write($"Dropped a message on {channel}: {e.Message}.");
        }
    }

    private void Serve(RequestQueue queue, string name)
    {
        // Learners' recursion gets as much room as on a main thread with a generous stack.
        const int stack = 16 * 1024 * 1024;
        new Thread(() =>
        {
            foreach (var request in queue.TakeAll())
                Handle(request);
        }, stack)
        { IsBackground = true, Name = name }.Start();
    }

    private void Handle(Request request)
    {
        sender.Status(request, "busy");
        try
        {
            if (Answer(request) is { } reply)
                sender.Reply(request, reply);
        }
        catch (BadRequestException e)
        {
            sender.Reply(request, Json.ErrorReply(new("BadRequest", e.Message, [])));
        }
        catch (Exception e)
        {
            KernelLog.Write($"A {request.Type} failed: {e}");
            sender.Reply(request, Json.ErrorReply(new(e.GetType().Name, e.Message, [])));
        }
        sender.Status(request, "idle");
        if (request.Type == "shutdown_request")
            ended.Set();
    }

    /// <summary>The reply to a request, or null if it has none.</summary>
    private JsonObject? Answer(Request request) => (request.Channel, request.Type) switch
    {
        _ when request.Message.Version.Split('.')[0] != "5" => throw new BadRequestException(
            $"This kernel speaks version {Message.ProtocolVersion} of the Jupyter protocol, not {request.Message.Version}."),
        (_, "kernel_info_request") => KernelInfo.Reply(),
        (Channel.Shell, "execute_request") => execution.Execute(request),
        (Channel.Shell, "complete_request") => assistance.Complete(request),
        (Channel.Shell, "inspect_request") => assistance.Inspect(request),
        (Channel.Shell, "is_complete_request") => Assistance.IsComplete(request),
        (Channel.Shell, "history_request") => history.Reply(request),
        (_, "comm_info_request") => new() { ["comms"] = new JsonObject() },
        (_, "comm_open") => DeclineComm(request),
        (_, "comm_msg" or "comm_close") => null,
        (_, "interrupt_request") => InterruptCell(),
        (_, "debug_request") => DeclineDebugging(request),
        (_, "shutdown_request") => Shutdown(request),
        _ => Ignore(request),
    };

    private JsonObject InterruptCell()
    {
        execution.Interrupt();
        return [];
    }

    /// <summary>Nothing in C# answers a widget; closing it at once is the protocol's way to say so.</summary>
    private JsonObject? DeclineComm(Request request)
    {
        sender.Publish(request, "comm_close", new() { ["comm_id"] = request.Text("comm_id"), ["data"] = new JsonObject() });
        return null;
    }

    private static JsonObject DeclineDebugging(Request request) => new()
    {
        ["type"] = "response",
        ["request_seq"] = request.Number("seq", ifMissing: 0),
        ["command"] = request.Text("command", ifMissing: ""),
        ["success"] = false,
        ["message"] = "The course kernel has no debugger. Use Visual Studio Code's C# debugger on a project instead.",
    };

    private JsonObject Shutdown(Request request)
    {
        var reply = new JsonObject { ["status"] = "ok", ["restart"] = request.Flag("restart", ifMissing: false) };
        sender.Publish(request, "shutdown_reply", reply.DeepClone().AsObject()); // for the other front-ends
        return reply;
    }

    private static JsonObject? Ignore(Request request)
    {
        KernelLog.Write($"Ignored a message of the unknown type '{request.Type}' on {request.Channel}.");
        return null;
    }
}
