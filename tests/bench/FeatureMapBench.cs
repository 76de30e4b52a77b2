using System.Diagnostics;
using Course.Vision;
using static TorchSharp.torch;

namespace Course.Bench;

/// <summary>Three feature maps of one image in one forward pass; explain_peer.py does what the book does, one pass a map.</summary>
internal static class FeatureMapBench
{
    public static void Run(int rounds)
    {
        using var model = new Xai();
        model.eval();
        using var image = rand(1, 3, 100, 100);
        var times = new List<double>();
        for (var i = 0; i < rounds + 3; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var maps = LayerActivations.Of(model, image, "features.0", "features.20", "features.40");
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Console.WriteLine($"{times.Skip(3).Order().ElementAt(rounds / 2):F1} ms");
    }
}
