using TorchSharp;
using static TorchSharp.torch;

namespace Course.Files;

/// <summary>
/// One epoch's photos on their way: worker threads load them in order, a few batches ahead of the reader and no more. Only the
/// reader's thread makes and frees batches; workers write into them. Disposed at any moment, it stops the workers and waits for them.
/// </summary>
public sealed class PhotoReading : IDisposable
{
    private readonly object gate = new();          // guards all below
    private readonly List<WantedBatch> batches;
    private readonly Func<int, Tensor> load;
    private readonly Func<int, string> name;
    private readonly Action pause;
    private readonly List<Thread> threads = [];
    private readonly int ahead;
    private int taken, admitted;                   // batches that the reader has, and those that workers may fill
    private long[]? shape;                         // of the first image that was loaded, and so of all
    private bool stopped;

    /// <param name="batches">Which images make each batch.</param>
    /// <param name="workers">Number of threads.</param>
    /// <param name="load">Makes an image; called by several threads at once.</param>
    /// <param name="name">What errors call an image.</param>
    /// <param name="pause">Called now and then while the reader waits; what it throws ends the wait.</param>
    public PhotoReading(IEnumerable<int[]> batches, int workers, Func<int, Tensor> load, Func<int, string> name, Action pause)
    {
        (this.batches, this.load, this.name, this.pause) = ([.. batches.Select(images => new WantedBatch(images))], load, name, pause);
        ahead = 2 + (workers - 1) / this.batches[0].Indices.Length;
        lock (gate)
            Admit();
        SingleThreads.Start(workers, Work, threads);
    }

    /// <summary>The next batch, once it is complete; the caller frees it. // [n, C, H, W]</summary>
    /// <param name="images">Which images it holds.</param>
    public Tensor Next(out int[] images)
    {
        const int Patience = 50; // ms between two pauses
        var batch = batches[taken];
        lock (gate)
        {
            for (; batch.Left > 0; Monitor.Wait(gate, Patience))
            {
                Admit();
                pause();
            }
            batch.ThrowFault(name);
            taken++;
            Admit();
        }
        images = batch.Indices;
        return batch.Take();
    }

    /// <summary>Stops the workers, waits until they have left, frees what nobody took.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            stopped = true;
            Monitor.PulseAll(gate);
        }
        threads.ForEach(thread => thread.Join());
        foreach (var batch in batches)
            batch.Images?.Dispose();
    }

    /// <summary>Lets the workers go on as far as they may, into memory made here once the images' shape is known.</summary>
    private void Admit()
    {
        admitted = Math.Min(taken + ahead, batches.Count);
        foreach (var batch in batches.Take(taken..admitted))
            if (shape != null && batch.Images is null)
                batch.Images = empty([batch.Indices.Length, .. shape]).DetachFromDisposeScope();
        Monitor.PulseAll(gate);
    }

    private void Work()
    {
        while (Claim() is var (batch, place))
        {
            using var scope = NewDisposeScope();
            try
            {
                var image = load(batch.Indices[place]);
                if (Target(batch, image) is { } images)
                    images[place].copy_(image);
            }
            catch (Exception error)
            {
                lock (gate)
                    batch.Fail(place, error);
            }
            lock (gate)
                if (--batch.Left == 0)
                    Monitor.PulseAll(gate);
        }
    }

    /// <summary>The next image to load; null when there is none any more.</summary>
    private (WantedBatch Batch, int Place)? Claim()
    {
        lock (gate)
            while (!stopped)
            {
                foreach (var batch in batches.Take(taken..admitted))
                    if (batch.Claimed < batch.Indices.Length)
                        return (batch, batch.Claimed++);
                if (admitted == batches.Count)
                    return null;
                Monitor.Wait(gate);
            }
        return null;
    }

    /// <summary>Where an image belongs; waits until the reader has made room. Null when all is stopped.</summary>
    private Tensor? Target(WantedBatch batch, Tensor image)
    {
        if (image.dtype != ScalarType.Float32)
            throw new ArgumentException($"expected float32 images, found {image.dtype}. End the transform with ToTensor (and Normalize)");
        lock (gate)
        {
            shape ??= image.shape;
            Monitor.PulseAll(gate);
            if (!image.shape.AsSpan().SequenceEqual(shape))
                throw new ArgumentException($"expected all images in one shape, found [{string.Join(", ", shape)}] and [{string.Join(", ", image.shape)}]. " +
                    "Let the transform bring them to one size, such as Resize(256, 256)");
            while (!stopped && batch.Images is null)
                Monitor.Wait(gate);
            return stopped ? null : batch.Images;
        }
    }
}
