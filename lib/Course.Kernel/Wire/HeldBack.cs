namespace Course.Kernel.Wire;

/// <summary>
/// What the kernel publishes before the first subscriber has come: ZeroMQ would drop it, and a front-end that asked at once
/// would wait for outputs for ever.
/// </summary>
internal sealed class HeldBack(int limit = 10_000)
{
    private Queue<IReadOnlyList<byte[]>>? held = new();

    /// <summary>True if the message is kept for the first subscriber.</summary>
    public bool Take(IReadOnlyList<byte[]> frames)
    {
        if (held is null)
            return false;
        if (held.Count == limit)
            held.Dequeue();
        held.Enqueue(frames);
        return true;
    }

    /// <summary>The kept messages, once.</summary>
    public IEnumerable<IReadOnlyList<byte[]>> Release()
    {
        var messages = held ?? [];
        held = null;
        return messages;
    }
}
