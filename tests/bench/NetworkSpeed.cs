using System.Diagnostics;
using Course.Vision;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Bench;

/// <summary>Forward passes of the kit's networks, and a training step of feature extraction; networks_peer.py does the same with PyTorch.</summary>
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

    /// <summary>Prints the seconds of a step of the chapter's feature extraction with ResNet-18: forward, backward through the head, Adam.</summary>
    public static void Features(int batch, int rounds)
    {
        using var scope = NewDisposeScope();
        using var network = new ResNet18();
        network.ReplaceHead(2);
        network.FreezeBody();
        network.train();
        var optimizer = new FusedAdam(network.parameters().Where(parameter => parameter.requires_grad));
        var error = nn.CrossEntropyLoss();
        var (images, labels) = (rand(batch, 3, 224, 224), randint(0, 2, batch));
        Console.WriteLine($"{Best(rounds, Step):F4}");

        void Step()
        {
            optimizer.zero_grad();
            error.call(network.call(images), labels).backward();
            optimizer.step();
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
