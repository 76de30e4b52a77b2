using System.Net.Sockets;
using NetMQ;
using NetMQ.Sockets;

namespace Course.Kernel.Wire;

/// <summary>
/// The five sockets. NetMQ's sockets belong to one thread: the poller's. It reads what arrives and hands it on, and sends what
/// other threads put into a queue; it never runs a cell.
/// </summary>
internal sealed class Sockets : IDisposable
{
    /// <summary>A frame longer than this ends its connection: without a limit a stray length field asks for all memory.</summary>
    private const long longestFrame = 512 * 1024 * 1024;

    private const int mostHeldBack = 10_000;

    private readonly Dictionary<Channel, NetMQSocket> sockets = [];
    private readonly NetMQPoller poller = [];
    private readonly NetMQQueue<(Channel Channel, IReadOnlyList<byte[]> Frames)> outgoing = new();

    /// <summary>
    /// What the kernel publishes before the first subscriber has come: ZeroMQ would drop it, and a front-end that asked at once
    /// would wait for outputs for ever. Null from then on.
    /// </summary>
    private Queue<IReadOnlyList<byte[]>>? heldBack = new();
    private readonly ManualResetEventSlim drained = new();

    /// <exception cref="CourseException">A port is taken.</exception>
    public Sockets(ConnectionFile file, Action<Channel, List<byte[]>> receive)
    {
        Add(Channel.Shell, file.Ip, file.ShellPort, frames => receive(Channel.Shell, frames));
        Add(Channel.Control, file.Ip, file.ControlPort, frames => receive(Channel.Control, frames));
        Add(Channel.Stdin, file.Ip, file.StdinPort, frames => receive(Channel.Stdin, frames));
        Add(Channel.IOPub, file.Ip, file.IOPubPort, frames => Subscribed(frames, receive));
        Add(Channel.Heartbeat, file.Ip, file.HeartbeatPort, frames => Send(sockets[Channel.Heartbeat], frames));
        outgoing.ReceiveReady += (_, _) => SendQueued();
        poller.Add(outgoing);
    }

    public void Start() => poller.RunAsync("jupyter sockets", isBackgroundThread: true);

    /// <summary>Queues a message; any thread may call this.</summary>
    public void Send(Channel channel, IReadOnlyList<byte[]> frames)
    {
        if (!outgoing.IsDisposed) // a thread of the learner's may still print when the sockets have closed
            outgoing.Enqueue((channel, frames));
    }

    /// <summary>Sends what is queued, then closes the sockets, giving slow readers a second to take it.</summary>
    public void Dispose()
    {
        if (poller.IsDisposed)
            return;
        if (poller.IsRunning)
        {
            outgoing.Enqueue((Channel.IOPub, [])); // nothing to send, but the end
            drained.Wait(TimeSpan.FromSeconds(2));
        }
        poller.Dispose();
        foreach (var socket in sockets.Values)
            socket.Dispose();
        outgoing.Dispose();
        drained.Dispose();
        NetMQConfig.Cleanup(block: true);
    }

    private void Add(Channel channel, string ip, int port, Action<List<byte[]>> receive)
    {
        NetMQSocket socket = channel == Channel.IOPub ? new XPublisherSocket() : new RouterSocket();
        socket.Options.Linger = TimeSpan.FromSeconds(1);
        // No high-water marks: at a mark ZeroMQ drops outputs, silently.
        socket.Options.SendHighWatermark = 0;
        socket.Options.ReceiveHighWatermark = 0;
        socket.Options.MaxMsgSize = longestFrame;
        socket.Options.IPv4Only = !ip.Contains(':');
        if (channel == Channel.IOPub)
            socket.Options.XPubVerbose = true; // every subscriber gets its welcome, not only the first to a topic
        else
            socket.Options.RouterHandover = true; // a front-end that reconnects keeps its identity
        try
        {
            socket.Bind(ip.Contains(':') ? $"tcp://[{ip}]:{port}" : $"tcp://{ip}:{port}");
        }
        catch (Exception e) when (e is NetMQException or SocketException)
        {
            throw new CourseException($"Cannot listen on {ip}:{port}, which the connection file names: {e.Message} "
                + "Another program may have taken the port; start the kernel again from the front-end.");
        }
        socket.ReceiveReady += (_, _) => Each(socket, receive);
        sockets[channel] = socket;
        poller.Add(socket);
    }

    private void SendQueued()
    {
        while (outgoing.TryDequeue(out var message, TimeSpan.Zero))
        {
            if (message.Frames.Count == 0)
                drained.Set();
            else if (message.Channel != Channel.IOPub || heldBack is null)
                Send(sockets[message.Channel], message.Frames);
            else
            {
                if (heldBack.Count == mostHeldBack)
                    heldBack.Dequeue();
                heldBack.Enqueue(message.Frames);
            }
        }
    }

    /// <summary>The first byte of a frame on the iopub socket says whether a topic is wanted (1) or no longer (0).</summary>
    private void Subscribed(List<byte[]> frames, Action<Channel, List<byte[]>> receive)
    {
        if (frames[0] is not [1, .. var topic])
            return;
        receive(Channel.IOPub, [topic]);
        SendQueued(); // the welcome first
        foreach (var held in heldBack ?? [])
            Send(sockets[Channel.IOPub], held);
        heldBack = null;
    }

    private static void Send(NetMQSocket socket, IReadOnlyList<byte[]> frames)
    {
        try
        {
            socket.SendMultipartBytes(frames);
        }
        catch (Exception e) when (e is NetMQException or SocketException)
        {
            KernelLog.Write($"Could not send a message: {e.Message}");
        }
    }

    private static void Each(NetMQSocket socket, Action<List<byte[]>> receive)
    {
        List<byte[]> frames = [];
        while (socket.TryReceiveMultipartBytes(ref frames!))
        {
            receive(frames);
            frames = [];
        }
    }
}
