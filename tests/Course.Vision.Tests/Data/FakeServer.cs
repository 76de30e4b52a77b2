using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Course.Vision.Tests;

/// <summary>What a fake server does with one request.</summary>
internal sealed record Reply(byte[] Body)
{
    public string Status { get; init; } = "200 OK";

    /// <summary>Answers "bytes=N-" with the rest; otherwise it ignores the range and sends everything.</summary>
    public bool KnowsRanges { get; init; } = true;

    /// <summary>Closes the connection before this byte of the file; -1 never.</summary>
    public int CutAt { get; init; } = -1;

    /// <summary>Says how long the body is.</summary>
    public bool SaysLength { get; init; } = true;

    /// <summary>Sends to another address.</summary>
    public string? Location { get; init; }

    /// <summary>Sends byte after byte, with this pause between them.</summary>
    public TimeSpan? Trickle { get; init; }

    /// <summary>Sends nothing more after <see cref="CutAt"/>, but keeps the connection.</summary>
    public bool Stalls { get; init; }
}

/// <summary>A web server on this machine that misbehaves as told, for each path.</summary>
internal sealed class FakeServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, Func<int, Reply>> replies = new();

    public FakeServer()
    {
        listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    /// <summary>Each request: its path, and from which byte on it asks.</summary>
    public ConcurrentQueue<(string Path, int From)> Requests { get; } = new();

    public Uri Serve(string path, Reply reply) => Serve(path, _ => reply);

    /// <summary>Serves replies that depend on how many requests for the path came before.</summary>
    public Uri Serve(string path, Func<int, Reply> reply)
    {
        replies[path] = reply;
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}{path}");
    }

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            var client = await listener.AcceptTcpClientAsync(stop.Token);
            _ = Task.Run(() => AnswerAsync(client));
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using var closing = client;
        var stream = client.GetStream();
        var request = await ReadRequestAsync(stream);
        var path = request.Split(' ')[1];
        var range = Regex.Match(request, "Range: bytes=([0-9]+)-", RegexOptions.IgnoreCase);
        var from = range.Success ? int.Parse(range.Groups[1].Value) : 0;
        var before = Requests.Count(earlier => earlier.Path == path);
        Requests.Enqueue((path, from));
        var reply = replies.TryGetValue(path, out var known) ? known(before) : new Reply([]) { Status = "404 Not Found" };

        var start = reply.KnowsRanges ? from : 0;
        var head = new StringBuilder($"HTTP/1.1 {reply.Status}\r\nConnection: close\r\n");
        if (start > 0 && start >= reply.Body.Length)
            head = new("HTTP/1.1 416 Range Not Satisfiable\r\nContent-Length: 0\r\nConnection: close\r\n");
        else if (start > 0)
            head = new("HTTP/1.1 206 Partial Content\r\nConnection: close\r\n" +
                $"Content-Range: bytes {start}-{reply.Body.Length - 1}/{reply.Body.Length}\r\n");
        if (reply.Location is { } location)
            head.Append($"Location: {location}\r\n");
        if (reply.SaysLength && start < reply.Body.Length)
            head.Append($"Content-Length: {reply.Body.Length - start}\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head + "\r\n"), stop.Token);

        var end = reply.CutAt >= 0 ? Math.Min(reply.CutAt, reply.Body.Length) : reply.Body.Length;
        for (; reply.Trickle is { } pause && start < end; start++)
        {
            await stream.WriteAsync(reply.Body.AsMemory(start, 1), stop.Token);
            await Task.Delay(pause, stop.Token);
        }
        if (end > start)
            await stream.WriteAsync(reply.Body.AsMemory(start, end - start), stop.Token);
        if (reply.Stalls)
            await Task.Delay(Timeout.Infinite, stop.Token);
    }

    private static async Task<string> ReadRequestAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer);
            if (count == 0)
                break;
            text.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }
        return text.ToString();
    }
}
