using System.Collections;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>Some images with their labels.</summary>
/// <param name="Images">Images. // [n, C, H, W]</param>
/// <param name="Labels">Class indices, int64. // [n]</param>
public sealed record Batch(Tensor Images, Tensor Labels);

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

    /// <summary>One name a class, in index order; none where they are not known.</summary>
    IReadOnlyList<string> ClassNames => [];
}

/// <summary>
/// Goes through a data set in batches, PyTorch's DataLoader. The data lies in one tensor, so a batch is one index_select, and no
/// worker processes are needed. Batches of images are channels last in memory (<see cref="ChannelsLast"/>).
/// </summary>
/// <remarks>
/// Each batch is freed when the next one is taken; <c>First()</c> and a loop that ends early keep theirs. So don't collect
/// batches with <c>ToList()</c>.
/// </remarks>
public sealed class Batches : IBatchSource
{
    private readonly bool shuffle;
    private readonly int seed;
    private int epoch;

    /// <summary>Batches of <paramref name="data"/>; the last one holds what is left.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="batchSize">Images in a batch.</param>
    /// <param name="shuffle">A new order every time it is gone through; else the data's order.</param>
    /// <param name="seed">The same seed gives the same orders, epoch by epoch.</param>
    /// <exception cref="ArgumentException">The batch size is not positive, or the images are not float32.</exception>
    public Batches(LabelledImages data, int batchSize, bool shuffle = false, int seed = 0)
    {
        if (batchSize < 1)
            throw new ArgumentException($"Expected a batch size of at least 1, found {batchSize}.");
        Check(data);
        (Data, BatchSize, this.shuffle, this.seed) = (data, batchSize, shuffle, seed);
    }

    /// <summary>The data set.</summary>
    public LabelledImages Data { get; }

    /// <summary>Images in a batch; the last batch may have fewer.</summary>
    public int BatchSize { get; }

    /// <inheritdoc/>
    public int ImageCount => Data.Count;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => Data.ClassNames;

    /// <inheritdoc/>
    public int Count => (Data.Count + BatchSize - 1) / BatchSize;

    /// <summary>One epoch: every image once.</summary>
    public IEnumerator<Batch> GetEnumerator()
    {
        using var order = shuffle ? Order(new Random(unchecked(seed * 1_000_003 + epoch++))) : null;
        for (long start = 0; start < Data.Count; start += BatchSize)
        {
            var size = Math.Min(BatchSize, Data.Count - start);
            var batch = order is null ? Neighbours(start, size) : Chosen(order, start, size);
            yield return batch;
            batch.Images.Dispose();
            batch.Labels.Dispose();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>All positions, shuffled by .NET's generator: the same on every machine. // [N]</summary>
    private Tensor Order(Random random)
    {
        var positions = new long[Data.Count];
        for (var i = 0; i < positions.Length; i++)
            positions[i] = i;
        random.Shuffle(positions);
        return tensor(positions, device: Data.Images.device).DetachFromDisposeScope();
    }

    /// <summary>Images that lie side by side: views; only images of several channels are copied, to rearrange them.</summary>
    private Batch Neighbours(long start, long size)
    {
        using var images = Data.Images.narrow(0, start, size);
        return new(ChannelsLast.Of(images), Data.Labels.narrow(0, start, size));
    }

    private Batch Chosen(Tensor order, long start, long size)
    {
        using var positions = order.narrow(0, start, size);
        using var images = Data.Images.index_select(0, positions);
        return new(ChannelsLast.Of(images), Data.Labels.index_select(0, positions));
    }

    private static void Check(LabelledImages data)
    {
        if (data.Images.dtype != ScalarType.Float32)
            throw new ArgumentException(
                $"Expected float32 images, found {data.Images.dtype}. Load them with Transforms.ToTensor().");
        if (data.Images.device.ToString() != data.Labels.device.ToString())
            throw new ArgumentException(
                $"Expected images and labels on one device, found {data.Images.device} and {data.Labels.device}. " +
                "Move both with .to(device).");
    }
}

/// <summary>
/// The memory order in which the CPU's convolution, normalisation and pooling kernels are vectorised: all channels of one pixel
/// lie side by side. Shape, values and results stay the same; only strides change (PyTorch's memory_format=torch.channels_last,
/// which TorchSharp has no call for).
/// </summary>
internal static class ChannelsLast
{
    /// <summary>The same images, channels last in memory. What the next layers make of them is channels last too.</summary>
    /// <param name="images">Images in any memory order, // [N, C, H, W]; what has other dimensions keeps its order.</param>
    /// <returns>A new tensor; it shares the memory where nothing had to be moved.</returns>
    public static Tensor Of(Tensor images)
    {
        if (images.dim() != 4)
            return images.alias();
        using var scope = NewDisposeScope();
        var (n, c, h, w) = (images.shape[0], images.shape[1], images.shape[2], images.shape[3]);
        // Flattening first makes the strides exact where there is one channel: a plain permute would leave its stride at H * W,
        // and the kernels then take the plain order.
        return images.permute(0, 2, 3, 1).reshape(n * h * w * c).view(n, h, w, c).permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }
}
