using System.Diagnostics;
using Course.Vision;

namespace Course.Bench;

/// <summary>Photos with the chapter's training transforms, batch by batch; images_peer.py does the same with PyTorch.</summary>
internal static class ImageLoadingBench
{
    /// <summary>Prints images a second of the fastest of several epochs, after one for warming up.</summary>
    public static void Run(string folder, int workers, int epochs)
    {
        var transform = Transforms.Compose(Transforms.Resize(256, 256), Transforms.RandomResizedCrop(224), Transforms.RandomHorizontalFlip(),
            Transforms.ToTensor());
        var loader = new ImageBatches(new ImageFolder(folder, transform), batchSize: 32, workers, shuffle: true);
        var best = double.MaxValue;
        for (var epoch = 0; epoch <= epochs; epoch++)
        {
            var clock = Stopwatch.StartNew();
            var seen = 0L;
            foreach (var batch in loader)
                seen += batch.Labels.shape[0];
            if (seen != loader.ImageCount)
                throw new InvalidOperationException($"Expected {loader.ImageCount} images, found {seen}.");
            if (epoch > 0)
                best = Math.Min(best, clock.Elapsed.TotalSeconds);
        }

        Console.WriteLine($"{loader.ImageCount / best:F0} images/s");
    }
}
