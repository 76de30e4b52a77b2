using System.Collections;
using Course.Vision;
using static TorchSharp.torch;

namespace Course.Backbone;

/// <summary>
/// The source task in batches, cropped and flipped by chance. For each one it sets the learning rate, which rises and falls once
/// (L. Smith, "Super-Convergence", 2018).
/// </summary>
internal sealed class SourceBatches(
    (Tensor Images, Tensor Labels) train, optim.Optimizer optimizer, int epochs, int seed) : IBatchSource
{
    private const int batchSize = 64, crop = 64;
    private const double highestRate = 3e-3;

    private readonly Random random = new(seed);
    private int step;

    public int Count => ImageCount / batchSize;

    public int ImageCount => (int)train.Labels.shape[0];

    /// <summary>Pictures to test with: their middles, in the order in which they were drawn.</summary>
    public static Batches Middles((Tensor Images, Tensor Labels) test)
    {
        var margin = (SourceTask.Size - crop) / 2;
        var images = SourceTask.Normalised(test.Images.narrow(2, margin, crop).narrow(3, margin, crop));
        return new(new LabelledImages(images, test.Labels, DrawnPhotos.SourceClasses), 200);
    }

    public IEnumerator<Batch> GetEnumerator()
    {
        var order = Enumerable.Range(0, ImageCount).Select(i => (long)i).ToArray();
        random.Shuffle(order);
        foreach (var positions in order.Chunk(batchSize).Take(Count))
        {
            optimizer.ParamGroups.Single().LearningRate = Rate((double)step++ / (epochs * Count));
            var batch = Chosen(positions);
            yield return batch;
            batch.Images.Dispose();
            batch.Labels.Dispose();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static double Rate(double progress)
    {
        const double rise = 0.25;
        var share = progress < rise ? 0.1 + 0.9 * progress / rise : (1 + Math.Cos(Math.PI * (progress - rise) / (1 - rise))) / 2;
        return highestRate * Math.Max(share, 1e-3);
    }

    private Batch Chosen(long[] positions) // [n, 3, 72, 72] to [n, 3, 64, 64]
    {
        using var scope = NewDisposeScope();
        var chosen = tensor(positions);
        var (top, left) = (random.Next(SourceTask.Size - crop + 1), random.Next(SourceTask.Size - crop + 1));
        var bytes = train.Images.index_select(0, chosen).narrow(2, top, crop).narrow(3, left, crop);
        var images = SourceTask.Normalised(random.Next(2) == 0 ? bytes.flip(3) : bytes);
        return new(images.MoveToOuterDisposeScope(), train.Labels.index_select(0, chosen).MoveToOuterDisposeScope());
    }
}
