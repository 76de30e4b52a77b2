using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using static TorchSharp.torch;

namespace Course.Files;

/// <summary>
/// One epoch's photos on their way: worker threads load them in order, a few batches ahead of the reader and no more. Disposed
/// at any moment, it stops the workers and waits for them.
/// </summary>
public sealed class PhotoReading : IDisposable
{
    private readonly BlockingCollection<Photo> wanted = []; // for the workers, in the reader's order
    private readonly Queue<Photo[]> ahead = [];
    private readonly Queue<int[]> batches;
    private readonly Func<int, Tensor> load;
    private readonly Func<int, string> name;
    private readonly Action pause;
    private readonly List<Thread> threads;
    private long[]? shape; // of the first image, and so of all

    /// <param name="batches">Which images make each batch.</param>
    /// <param name="workers">Number of threads.</param>
    /// <param name="load">Makes an image; called by several threads at once.</param>
    /// <param name="name">What errors call an image.</param>
    /// <param name="pause">Called now and then while the reader waits; what it throws ends the wait.</param>
    public PhotoReading(IReadOnlyList<int[]> batches, int workers, Func<int, Tensor> load, Func<int, string> name, Action pause)
    {
        (this.batches, this.load, this.name, this.pause) = (new(batches), load, name, pause);
        for (var count = 2 + (workers - 1) / batches[0].Length; count > 0; count--)
            Want();
        threads = SingleThreads.Start(workers, Work);
    }

    /// <summary>The next batch, once all its images are loaded. // [n, C, H, W]</summary>
    /// <exception cref="InvalidDataException">An image could not be loaded, or does not fit the others.</exception>
    public Tensor Next()
    {
        var images = stack(Array.ConvertAll(ahead.Peek(), Loaded));
        Free(ahead.Dequeue());
        Want();
        return images;
    }

    /// <summary>Stops the workers, waits until they have left, frees what nobody took.</summary>
    public void Dispose()
    {
        wanted.CompleteAdding();
        while (wanted.TryTake(out _))
            ;
        threads.ForEach(thread => thread.Join());
        foreach (var batch in ahead)
            Free(batch);
        wanted.Dispose();
    }

    /// <summary>Asks for one more batch, if there is one.</summary>
    private void Want()
    {
        if (!batches.TryDequeue(out var indices))
            return;
        var batch = Array.ConvertAll(indices, index => new Photo(index));
        ahead.Enqueue(batch);
        foreach (var photo in batch)
            wanted.Add(photo);
    }

    private Tensor Loaded(Photo photo)
    {
        const int Patience = 50; // ms between two pauses
        while (Task.WaitAny([photo.Image.Task], Patience) < 0)
            pause();
        if (photo.Image.Task.Exception?.InnerException is { } error)
            throw Fault(photo.Index, error);
        var image = photo.Image.Task.Result;
        shape ??= image.shape;
        if (image.dtype != ScalarType.Float32)
            throw Fault(photo.Index, new ArgumentException(
                $"expected float32 images, found {image.dtype}. End the transform with ToTensor (and Normalize)"));
        if (!image.shape.AsSpan().SequenceEqual(shape))
            throw Fault(photo.Index, new ArgumentException(
                $"expected all images in one shape, found [{string.Join(", ", shape)}] and [{string.Join(", ", image.shape)}]. " +
                "Let the transform bring them to one size, such as Resize(256, 256)"));
        return image;
    }

    /// <summary>What went wrong with an image, with its name.</summary>
    private InvalidDataException Fault(int index, Exception error)
    {
        if (error is OperationCanceledException || error.Message.Contains(name(index), StringComparison.Ordinal))
            ExceptionDispatchInfo.Throw(error);
        return new InvalidDataException($"{name(index)}: {error.Message.TrimEnd('.')}.", error);
    }

    private void Work()
    {
        foreach (var photo in wanted.GetConsumingEnumerable())
        {
            using var scope = NewDisposeScope();
            try
            {
                photo.Image.SetResult(load(photo.Index).alias().DetachFromDisposeScope()); // the reader frees it
            }
            catch (Exception error)
            {
                photo.Image.SetException(error);
            }
        }
    }

    private static void Free(Photo[] batch)
    {
        foreach (var photo in batch.Where(photo => photo.Image.Task.IsCompletedSuccessfully))
            photo.Image.Task.Result.Dispose();
    }

    private sealed record Photo(int Index)
    {
        public TaskCompletionSource<Tensor> Image { get; } = new();
    }
}
