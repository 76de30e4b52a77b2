using System.Collections.Concurrent;

namespace Course.Notebooks;

/// <summary>
/// The child's side of every process of the kit, whatever is written between it and its parent: carries out one request after the
/// other, lets the parent cancel the one that runs, and ends when the parent does.
/// </summary>
public static class ChildHost
{
    /// <param name="read">The parent's next message; null when it has gone.</param>
    /// <param name="cancels">Does a message cancel the running request, or is it one?</param>
    /// <param name="run">Carries out a request.</param>
    /// <param name="reply">Tells the parent what came of it.</param>
    public static void Serve<TRequest, TReply>(
        Func<TRequest?> read, Func<TRequest, bool> cancels, Func<TRequest, CancellationToken, TReply> run, Action<TReply> reply)
        where TRequest : class
    {
        var requests = new BlockingCollection<TRequest>();
        var running = new CancellationTokenSource();
        new Thread(Listen) { IsBackground = true, Name = "requests" }.Start();
        foreach (var request in requests.GetConsumingEnumerable())
        {
            var result = run(request, running.Token);
            running = new CancellationTokenSource(); // before the reply, which the next request may follow at once
            reply(result);
        }

        void Listen()
        {
            while (read() is { } message)
            {
                if (cancels(message))
                    running.Cancel();
                else requests.Add(message);
            }
            Environment.Exit(0); // a request that still runs goes too
        }
    }
}
