using System.Diagnostics;
using Course.Vision;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Bench;

/// <summary>Forward passes of the kit's networks; networks_peer.py does the same with PyTorch.</summary>
internal static class NetworkSpeed
{
    /// <summary>Prints the seconds of a forward pass, the best of the rounds.</summary>
    public static void Forward(string name, int batch, int rounds)
    {
        using var scope = NewDisposeScope();
        var sheet = NetworkSheet.Of(name);
        using var network = sheet.Make(1000);
        var images = rand(batch, 3, sheet.InputSize, sheet.InputSize);
        Console.WriteLine($"{Best(rounds, () => network.Predict(images)):F4}");
    }

    /// <summary>Prints the lesson's table of networks in Markdown, with this machine's speed in evaluation.</summary>
    public static void Table(int batch, int rounds)
    {
        Console.WriteLine("| network | year | idea | parameters, millions | multiply-adds, billions | input, pixels | file, MiB | published top-1, % | images/s here |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var sheet in NetworkSheet.All)
        {
            using var scope = NewDisposeScope();
            using var network = sheet.Make(1000);
            var images = rand(batch, 3, sheet.InputSize, sheet.InputSize);
            Console.WriteLine($"| {sheet.Name} | {sheet.Year} | {sheet.Idea} | {network.parameters().Sum(p => p.numel()) / 1e6:F1} | " +
                $"{MultiplyAdds.Of(network, sheet.InputSize) / 1e9:F2} | {sheet.InputSize} | {sheet.FileSize?.ToString("F1") ?? "-"} | {sheet.Top1:F1} | " +
                $"{batch / Best(rounds, () => network.Predict(images)):F0} |");
        }
    }

    private static double Best(int rounds, Action work)
    {
        var best = double.MaxValue;
        for (var round = 0; round <= rounds; round++) // the first is for warming up
        {
            using var scope = NewDisposeScope();
            var start = Stopwatch.GetTimestamp();
            work();
            if (round > 0) best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }
}
