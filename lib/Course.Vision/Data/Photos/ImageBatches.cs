using System.Collections;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Goes through photos in batches, PyTorch's DataLoader: while the network works on one batch, worker threads read and transform
/// the photos of the next ones. Order and random steps depend on the seed alone, not on the number of workers. Batches are
/// channels last in memory (<see cref="ChannelsLast"/>).
/// </summary>
/// <remarks>Each batch is freed when the next one is taken, as with <see cref="Batches"/>; leaving the loop early stops the
/// workers.</remarks>
public sealed class ImageBatches : IBatchSource
{
    private readonly int workers, seed;
    private readonly bool shuffle;
    private int epoch;

    /// <summary>Batches of <paramref name="data"/>; the last one holds what is left.</summary>
    /// <param name="data">The photos; their transform makes float32 images of one size.</param>
    /// <param name="batchSize">Images in a batch.</param>
    /// <param name="workers">Threads that read photos; about as many as the processor has cores.</param>
    /// <param name="shuffle">A new order every time it is gone through; else the data's order.</param>
    /// <param name="seed">The same seed gives the same orders and the same random steps, epoch by epoch.</param>
    /// <exception cref="ArgumentException">Batch size or number of workers is not positive.</exception>
    public ImageBatches(ImageFolder data, int batchSize, int workers = 4, bool shuffle = false, int seed = 0)
    {
        if (batchSize < 1 || workers < 1)
            throw new ArgumentException(
                $"Expected a batch size and a number of workers of at least 1, found {batchSize} and {workers}.");
        (Data, BatchSize, this.workers, this.shuffle, this.seed) = (data, batchSize, workers, shuffle, seed);
    }

    /// <summary>The photos.</summary>
    public ImageFolder Data { get; }

    /// <summary>Images in a batch; the last batch may have fewer.</summary>
    public int BatchSize { get; }

    /// <inheritdoc/>
    public int ImageCount => Data.Count;

    /// <inheritdoc/>
    public int Count => (Data.Count + BatchSize - 1) / BatchSize;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => Data.ClassNames;

    /// <summary>One epoch: every photo once.</summary>
    public IEnumerator<Batch> GetEnumerator()
    {
        var number = epoch++;
        var order = Enumerable.Range(0, Data.Count).ToArray();
        if (shuffle)
            new Random(Mix(number, -1)).Shuffle(order);
        var batches = order.Chunk(BatchSize).ToList();
        using var reading = new PhotoReading(
            batches, workers, i => Data.Load(i, new(Mix(number, i))), i => Data.Paths[i], Live.StopIfInterrupted);
        foreach (var chosen in batches)
        {
            Batch batch;
            using (var images = reading.Next())
                batch = new(ChannelsLast.Of(images), tensor(chosen.Select(i => (long)Data.Labels[i]).ToArray()));
            yield return batch;
            batch.Images.Dispose();
            batch.Labels.Dispose();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A random generator's start of its own for each photo in each epoch (the mixing of SplitMix64).</summary>
    private int Mix(int number, int image)
    {
        var x = unchecked(
            (ulong)seed * 0x9E3779B97F4A7C15 + (ulong)number * 0xD1342543DE82EF95 + (ulong)image * 0xAF251AF3B0F025B5);
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return (int)(x >> 33);
    }
}
