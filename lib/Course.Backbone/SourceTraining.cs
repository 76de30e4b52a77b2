using System.Diagnostics;
using Course.Vision;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Backbone;

/// <summary>
/// Adam with a learning rate that rises and falls once (L. Smith, "Super-Convergence", 2018), random crops and flips.
/// </summary>
internal sealed class SourceTraining(
    KitNet network, (Tensor Images, Tensor Labels) train, (Tensor Images, Tensor Labels) test, int epochs, int seed)
{
    private const int batchSize = 64, crop = 64;
    private const double highestRate = 3e-3, decay = 5e-5;

    private readonly Random random = new(seed);

    public void Run(Stopwatch clock)
    {
        using var loss = nn.CrossEntropyLoss();
        using var optimizer = new FusedAdam(network.parameters(), weightDecay: decay);
        var count = (int)train.Labels.shape[0];
        var (step, steps) = (0, epochs * (count / batchSize));
        for (var epoch = 1; epoch <= epochs; epoch++)
        {
            network.train();
            var order = Enumerable.Range(0, count).Select(i => (long)i).ToArray();
            random.Shuffle(order);
            var sum = 0.0;
            for (var start = 0; start + batchSize <= count; start += batchSize, step++)
            {
                using var scope = NewDisposeScope();
                optimizer.ParamGroups.Single().LearningRate = Rate((double)step / steps);
                var positions = tensor(order[start..(start + batchSize)]);
                optimizer.zero_grad();
                var error = loss.call(
                    network.call(Augmented(train.Images.index_select(0, positions))), train.Labels.index_select(0, positions));
                error.backward();
                optimizer.step();
                sum += error.ToDouble();
            }
            Console.WriteLine(
                $"epoch {epoch}: loss {sum / (count / batchSize):F3}, test accuracy {100 * Accuracy():F1} %, "
                    + $"{clock.Elapsed.TotalSeconds:F0} s");
        }
    }

    private double Accuracy()
    {
        double right = 0;
        var count = test.Labels.shape[0];
        for (long start = 0; start < count; start += 200)
        {
            using var scope = NewDisposeScope();
            var size = Math.Min(200, count - start);
            var margin = (SourceTask.Size - crop) / 2;
            var middle = test.Images.narrow(0, start, size).narrow(2, margin, crop).narrow(3, margin, crop);
            right += network.Predict(SourceTask.Normalised(middle)).argmax(1).eq(test.Labels.narrow(0, start, size)).sum()
                .ToDouble();
        }
        return right / count;
    }

    private static double Rate(double progress)
    {
        const double rise = 0.25;
        var share = progress < rise ? 0.1 + 0.9 * progress / rise : (1 + Math.Cos(Math.PI * (progress - rise) / (1 - rise))) / 2;
        return highestRate * Math.Max(share, 1e-3);
    }

    private Tensor Augmented(Tensor bytes) // [n, 3, 72, 72] to [n, 3, 64, 64]
    {
        var (top, left) = (random.Next(SourceTask.Size - crop + 1), random.Next(SourceTask.Size - crop + 1));
        var images = SourceTask.Normalised(bytes.narrow(2, top, crop).narrow(3, left, crop));
        return random.Next(2) == 0 ? images.flip(3) : images;
    }
}
