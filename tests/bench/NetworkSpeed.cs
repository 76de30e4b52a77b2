using System.Diagnostics;
using Course.Vision;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Bench;

/// <summary>Forward passes of the kit's networks; networks_peer.py measures the same with PyTorch.</summary>
internal static class NetworkSpeed
{
    public static readonly (string Name, int Batch)[] Cases =
        [("resnet18", 32), ("resnet50", 8), ("vgg16", 8), ("mobilenet_v2", 8), ("inception_v3", 8), ("squeezenet1_1", 8)];

    /// <summary>Prints name, batch and seconds, the best of the rounds.</summary>
    public static void Run(IEnumerable<string> names, int rounds = 5)
    {
        foreach (var (name, batch) in Cases.Where(c => names.Contains(c.Name)))
        {
            using var quiet = no_grad();
            using var scope = NewDisposeScope();
            var sheet = NetworkSheet.Of(name);
            using var network = sheet.Make(1000);
            network.eval();
            var images = rand(batch, 3, sheet.InputSize, sheet.InputSize);
            var best = double.MaxValue;
            for (var round = 0; round <= rounds; round++) // the first is for warming up
            {
                var watch = Stopwatch.StartNew();
                network.call(images).Dispose();
                if (round > 0) best = Math.Min(best, watch.Elapsed.TotalSeconds);
            }

            Console.WriteLine($"{name} {batch} {best:F4}");
        }
    }
}
