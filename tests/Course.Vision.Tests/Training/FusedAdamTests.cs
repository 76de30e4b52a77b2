using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

public sealed class FusedAdamTests
{
    /// <summary>The kernel's numbers must live until it has read them, however often .NET collects garbage meanwhile.</summary>
    [Fact]
    public async Task StepsAreAdamsWhileGarbageIsCollectedAllTheTime()
    {
        using var ended = new CancellationTokenSource();
        var collecting = Task.Run(() =>
        {
            while (!ended.IsCancellationRequested)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }, TestContext.Current.CancellationToken);
        try
        {
            using var scope = NewDisposeScope();
            var gradient = tensor([1f, -2, 3]);
            TorchSharp.Modules.Parameter[] weights = [new(zeros(3)), new(zeros(3))];
            using var fused = new FusedAdam([weights[0]], lr: 0.01);
            using var plain = optim.Adam([weights[1]], lr: 0.01);
            for (var step = 0; step < 3000; step++)
            {
                foreach (var weight in weights)
                    weight.grad = gradient;
                fused.step();
                plain.step();
            }
            Assert.Equal(weights[1].data<float>().ToArray(), weights[0].data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-3 * Math.Abs(a));
        }
        finally
        {
            await ended.CancelAsync();
            await collecting;
        }
    }
}
