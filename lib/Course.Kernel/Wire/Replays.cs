namespace Course.Kernel.Wire;

/// <summary>
/// The signatures seen lately: a message that comes a second time was recorded and sent again by somebody else.
/// </summary>
internal sealed class Replays(int capacity = 65_536)
{
    private readonly HashSet<string> seen = [];
    private readonly Queue<string> order = new();

    /// <summary>
    /// True if this signature was here before. Unsigned messages (an empty key) have nothing to tell them apart.
    /// </summary>
    public bool Contain(ReadOnlySpan<byte> signature)
    {
        if (signature.IsEmpty)
            return false;
        var text = Convert.ToBase64String(signature);
        if (!seen.Add(text))
            return true;
        order.Enqueue(text);
        if (order.Count > capacity)
            seen.Remove(order.Dequeue());
        return false;
    }
}
