namespace Course.Vision;

/// <summary>
/// What a network can be trained or tested on, batch by batch: <see cref="Batches"/> of images that lie in memory, or batches of
/// photos that are read while the network works. Each time it is gone through is an epoch, with every image once.
/// </summary>
public interface IBatchSource : IEnumerable<Batch>
{
    /// <summary>Number of batches in an epoch.</summary>
    int Count { get; }

    /// <summary>Number of images in an epoch.</summary>
    int ImageCount { get; }
}
