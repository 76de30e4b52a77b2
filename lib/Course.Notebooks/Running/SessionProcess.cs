using System.Diagnostics;
using System.IO.Pipes;
using System.Text.Json;
using System.Threading.Channels;

namespace Course.Notebooks;

/// <summary>
/// A session in a process of its own. A cell that crashes natively, runs out of memory or calls <c>Environment.Exit</c> ends that
/// process, not the caller's: it is a failed cell like any other, and what it had put out until then is kept.
/// </summary>
public sealed class SessionProcess : IDisposable
{
    /// <summary>The name of the failure of a cell that took too long.</summary>
    public const string TimedOut = "TimeoutError";

    /// <summary>How long an interrupted cell may take to stop before its process is ended.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Process process;
    private readonly StreamWriter requests;
    private readonly Channel<SessionMessage> replies = Channel.CreateBounded<SessionMessage>(1000);
    private readonly CrashReport crash;

    private SessionProcess(Process process, PipeStream requestPipe, PipeStream replyPipe)
    {
        this.process = process;
        crash = new CrashReport(process);
        requests = new StreamWriter(requestPipe) { AutoFlush = true };
        _ = Task.Run(() => Pump(new StreamReader(replyPipe)));
    }

    /// <summary>False once the process has ended; the session's variables are gone then.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <param name="host">The command that ends up in <see cref="SessionHost.Serve"/>; the two pipe handles and the working
    /// directory are appended to it.</param>
    /// <param name="workingDirectory">The notebook's folder.</param>
    public static SessionProcess Start(IReadOnlyList<string> host, string workingDirectory)
    {
        var requestPipe = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
        var replyPipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
        var start = new ProcessStartInfo(host[0], [.. host.Skip(1),
            requestPipe.GetClientHandleAsString(), replyPipe.GetClientHandleAsString(), workingDirectory])
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        requestPipe.DisposeLocalCopyOfClientHandle();
        replyPipe.DisposeLocalCopyOfClientHandle();
        process.StandardInput.Close(); // Console.ReadLine must not wait for this terminal
        return new SessionProcess(process, requestPipe, replyPipe);
    }

    /// <summary>
    /// Runs a cell; after <paramref name="timeout"/> it is interrupted, and ended with its process if it does not stop.
    /// </summary>
    public CellResult Run(CellSource cell, ICellOutput output, TimeSpan timeout, CancellationToken cancel = default)
    {
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        clock.CancelAfter(timeout);
        Send(new SessionMessage.Run(cell));
        if (Drain(output, clock.Token) is { } result)
            return result;
        if (!IsAlive)
            return crash.Describe();

        Send(new SessionMessage.Cancel());
        using var grace = new CancellationTokenSource(Grace);
        var stopped = Drain(output, grace.Token) as CellResult.Failed;
        if (stopped is null)
            End();
        var what = cancel.IsCancellationRequested ? "was interrupted"
            : $"did not finish within {timeout.TotalSeconds:0} s and was stopped";
        return new CellResult.Failed(
            cancel.IsCancellationRequested ? "KeyboardInterrupt" : TimedOut,
            $"The cell {what}." + (IsAlive ? "" : " It did not react, so its whole session was ended."),
            stopped?.Traceback ?? []);
    }

    public void Dispose()
    {
        End();
        requests.BaseStream.Dispose();
        process.Dispose();
    }

    /// <summary>Passes outputs on until the cell has ended; null when the token fires or the process ends first.</summary>
    private CellResult? Drain(ICellOutput output, CancellationToken token)
    {
        try
        {
            while (true)
                switch (replies.Reader.ReadAsync(token).AsTask().GetAwaiter().GetResult())
                {
                    case SessionMessage.Stream(var name, var text): output.Stream(name, text); break;
                    case SessionMessage.Display(var data, var id): output.Display(data, id); break;
                    case SessionMessage.Update(var id, var data): output.Update(id, data); break;
                    case SessionMessage.Clear(var wait): output.Clear(wait); break;
                    case SessionMessage.Ended(var result): return result;
                }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (ChannelClosedException)
        {
            IsAlive = false;
            return null;
        }
    }

    private async Task Pump(StreamReader lines)
    {
        try
        {
            while (await lines.ReadLineAsync() is { } line)
                await replies.Writer.WriteAsync(SessionMessage.FromLine(line));
        }
        catch (Exception error) when (error is IOException or JsonException or ObjectDisposedException)
        {
            // A process that dies in the middle of a line: the same as one that dies between two.
        }
        replies.Writer.TryComplete();
    }

    private void Send(SessionMessage message)
    {
        try
        {
            requests.WriteLine(message.ToLine());
        }
        catch (IOException)
        {
            // The process has ended: Drain will see its pipe closed.
        }
    }

    private void End()
    {
        IsAlive = false;
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
    }
}
