using System.IO.Pipes;

namespace Course.Notebooks;

/// <summary>The child's side of a <see cref="SessionProcess"/>: a session that runs what comes through one pipe and answers
/// through another.</summary>
public static class SessionHost
{
    /// <summary>Serves until the parent closes its end. The handles are those of the parent's anonymous pipes.</summary>
    /// <param name="review">See <see cref="ScriptSession.Review"/>.</param>
    public static void Serve(
        string requestHandle, string replyHandle, string workingDirectory, Func<Submission, string?>? review = null)
    {
        using var requests = new StreamReader(new AnonymousPipeClientStream(PipeDirection.In, requestHandle));
        using var pipe = new StreamWriter(new AnonymousPipeClientStream(PipeDirection.Out, replyHandle)) { AutoFlush = true };
        var replies = new Replies(TextWriter.Synchronized(pipe)); // cells may write from several threads
        using var session = new ScriptSession(workingDirectory) { Review = review };
        replies.Send(new SessionMessage.Ready());
        ChildHost.Serve(
            read: () => requests.ReadLine() is { } line ? SessionMessage.FromLine(line) : null,
            cancels: message => message is SessionMessage.Cancel,
            run: (message, cancel) => session.Run(((SessionMessage.Run)message).Cell, replies, cancel),
            reply: result => replies.Send(new SessionMessage.Ended(result)));
    }

    /// <summary>Sends outputs to the parent as they come.</summary>
    private sealed class Replies(TextWriter writer) : ICellOutput
    {
        public void Send(SessionMessage message) => writer.WriteLine(message.ToLine());

        public void Stream(StreamName stream, string text) => Send(new SessionMessage.Stream(stream, text));

        public void Display(MimeBundle data, string? displayId) => Send(new SessionMessage.Display(data, displayId));

        public void Update(string displayId, MimeBundle data) => Send(new SessionMessage.Update(displayId, data));

        public void Clear(bool wait) => Send(new SessionMessage.Clear(wait));
    }
}
