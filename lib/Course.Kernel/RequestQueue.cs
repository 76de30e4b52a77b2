using System.Collections.Concurrent;
using Course.Kernel.Wire;

namespace Course.Kernel;

/// <summary>Requests in the order of their arrival. The sockets' thread adds, one other thread takes and answers.</summary>
internal sealed class RequestQueue(Channel channel)
{
    private readonly BlockingCollection<Request> requests = [];
    private long arrivals;
    private long abortedThrough;

    public void Add(Message message) => requests.Add(new(message, channel, Interlocked.Increment(ref arrivals)));

    public IEnumerable<Request> TakeAll() => requests.GetConsumingEnumerable();

    /// <summary>A cell failed: the cells already waiting behind it shall not run.</summary>
    public void AbortWaiting() => Interlocked.Exchange(ref abortedThrough, Interlocked.Read(ref arrivals));

    public bool IsAborted(Request request) => request.Arrival <= Interlocked.Read(ref abortedThrough);
}
