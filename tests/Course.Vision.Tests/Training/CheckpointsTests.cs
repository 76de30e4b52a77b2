using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

public sealed class CheckpointsTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void EveryCheckpointIsEvaluatedAndTheNetworkStaysAsItWas()
    {
        using var scope = NewDisposeScope();
        using var network = nn.Linear(1, 1);
        var checkpoints = new Checkpoints(folder["run"]);
        foreach (var epoch in new[] { 2, 10, 1 })
        {
            Set(network, epoch);
            checkpoints.Save(network, epoch);
        }
        Set(network, 99);
        var found = checkpoints.Evaluate(network, () => (0, network.weight!.ToDouble()));
        Assert.Equal([(1, 0, 1), (2, 0, 2), (10, 0, 10)], found);
        Assert.Equal(99, network.weight!.ToDouble());
        checkpoints.Load(network, 10);
        Assert.Equal(10, network.weight!.ToDouble());
    }

    [Fact]
    public void NetworkStaysAsItWasWhereAnEvaluationFails()
    {
        using var scope = NewDisposeScope();
        using var network = nn.Linear(1, 1);
        var checkpoints = new Checkpoints(folder["run"]);
        Set(network, 1);
        checkpoints.Save(network, 1);
        Set(network, 99);
        Assert.Throws<OperationCanceledException>(() => checkpoints.Evaluate(network, () => throw new OperationCanceledException()));
        Assert.Equal(99, network.weight!.ToDouble());
    }

    [Fact]
    public void CheckpointOfAnotherNetworkIsRefused()
    {
        var checkpoints = new Checkpoints(folder["run"]);
        using var network = nn.Linear(1, 1);
        using var other = nn.Linear(2, 1);
        checkpoints.Save(other, 1);
        Assert.Throws<InvalidDataException>(() => checkpoints.Evaluate(network, () => (0, 0)));
    }

    private static void Set(TorchSharp.Modules.Linear network, double value)
    {
        using var noGradients = no_grad();
        network.weight!.fill_(value);
    }
}
