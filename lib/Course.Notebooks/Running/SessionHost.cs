using System.IO.Pipes;
using System.Threading.Channels;

namespace Course.Notebooks;

/// <summary>The child's side of a <see cref="SessionProcess"/>: a session that runs what comes through one pipe and answers
/// through another.</summary>
public static class SessionHost
{
    /// <summary>Serves until the parent closes its end. The handles are those of the parent's anonymous pipes.</summary>
    public static void Serve(string requestHandle, string replyHandle, string workingDirectory)
    {
        using var requests = new StreamReader(new AnonymousPipeClientStream(PipeDirection.In, requestHandle));
        using var replies = new Replies(new StreamWriter(new AnonymousPipeClientStream(PipeDirection.Out, replyHandle)));
        using var session = new ScriptSession(workingDirectory);
        var cells = Channel.CreateUnbounded<string>();
        var running = new CancellationTokenSource();
        var listener = new Thread(Listen) { IsBackground = true, Name = "session requests" };
        listener.Start();

        replies.Send(new SessionMessage.Ready());
        while (cells.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            while (cells.Reader.TryRead(out var code))
            {
                var result = session.Run(code, replies, running.Token);
                running = new CancellationTokenSource();
                replies.Send(result switch
                {
                    CellResult.Succeeded(var value) => new SessionMessage.Succeeded(value),
                    CellResult.Failed(var name, var message, var traceback) => new SessionMessage.Failed(name, message, traceback),
                    _ => throw new NotSupportedException(result.GetType().Name),
                });
            }

        void Listen()
        {
            while (requests.ReadLine() is { } line)
                switch (SessionMessage.FromLine(line))
                {
                    case SessionMessage.Run(var code):
                        cells.Writer.TryWrite(code);
                        break;
                    case SessionMessage.Cancel:
                        running.Cancel();
                        break;
                }
            Environment.Exit(0); // the parent has gone; a cell that still runs goes too
        }
    }

    /// <summary>Sends outputs to the parent as they come. Cells may write from several threads.</summary>
    private sealed class Replies(StreamWriter writer) : ICellOutput, IDisposable
    {
        private readonly Lock gate = new();

        public void Send(SessionMessage message)
        {
            lock (gate)
            {
                writer.WriteLine(message.ToLine());
                writer.Flush();
            }
        }

        public void Stream(StreamName stream, string text) => Send(new SessionMessage.Stream(stream, text));

        public void Display(MimeBundle data, string? displayId) => Send(new SessionMessage.Display(data, displayId));

        public void Update(string displayId, MimeBundle data) => Send(new SessionMessage.Update(displayId, data));

        public void Clear(bool wait) => Send(new SessionMessage.Clear(wait));

        public string ReadLine(string prompt, bool hidden) => throw new InvalidOperationException(
            "Console.ReadLine: nobody can answer here, because the notebook runs without a front-end. Give the value in the code, " +
            "or open the notebook in Jupyter or VS Code.");

        public void Dispose() => writer.Dispose();
    }
}
