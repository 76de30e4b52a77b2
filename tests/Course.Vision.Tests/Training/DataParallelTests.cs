using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

/// <summary>Two replicas on the CPU do what one network does.</summary>
[Collection(nameof(Alone))]
public class DataParallelTests
{
    private readonly Batches train = new(Small.Data(95), 20), test = new(Small.Data(30, seed: 2), 7); // 20, 20, 20, 20, 15 and 7, 7, 7, 7, 2

    [Theory]
    [InlineData(8, 2), InlineData(7, 2), InlineData(1, 2), InlineData(2, 3), InlineData(5, 4), InlineData(5, 1)]
    public void GradientsAreThoseOfOneDevice(int images, int devices)
    {
        using var scope = NewDisposeScope();
        using var network = Network();
        using var parallel = Parallel(network, devices);
        var (x, labels) = (rand(images, 1, 4, 4), arange(images).remainder(4));
        var alone = Gradients(network, network, x, labels);
        var together = Gradients(parallel, network, x, labels);
        Assert.All(alone.Zip(together), pair => Assert.True(pair.First.allclose(pair.Second, 1e-5, 1e-7)));
        Assert.True(network.call(x).allclose(parallel.Predict(x), 1e-5, 1e-6));
    }

    [Fact]
    public void TrainedWeightsAreThoseOfOneDevice()
    {
        using var alone = Network();
        using var network = Network();
        using var parallel = Parallel(network, 2);
        var histories = new[] { alone, parallel }.Select(module =>
            new Trainer(module, new FusedAdam(module.parameters(), lr: 0.01)) { PrintEvery = 0 }.Fit(train, test, epochs: 3)).ToList();
        Assert.All(StateDict.Of(alone).Zip(StateDict.Of(network)), pair => Assert.True(pair.First.Value.allclose(pair.Second.Value, 1e-3, 1e-5)));
        Assert.Equal(histories[0].Last.TestLoss, histories[1].Last.TestLoss, 1e-4);
        Assert.NotEqual(histories[1].Points[0].TestLoss, histories[1].Last.TestLoss);
        Assert.Equal(alone.parameters().Count(), parallel.parameters().Count());
        Assert.All(StateDict.Of(parallel), entry => Assert.StartsWith("module.", entry.Key));
    }

    [Fact]
    public void HandWrittenLoopGathersGradientsUntilTheyAreForgotten()
    {
        using var scope = NewDisposeScope();
        using var network = Network();
        using var parallel = Parallel(network, 2);
        var (x, labels) = (rand(6, 1, 4, 4), arange(6).remainder(4));
        var once = Gradients(parallel, network, x, labels);
        nn.functional.cross_entropy(parallel.call(x), labels).backward();
        Assert.All(once.Zip(network.parameters()), pair => Assert.True((pair.First * 2).allclose(pair.Second.grad!)));
    }

    [Fact]
    public void KitsNetworksNeedNoRecipeForReplicas()
    {
        using var scope = NewDisposeScope();
        TransferNetwork[] networks = [new SqueezeNet11(3), new ResNet18(3)];
        foreach (var network in networks)
        {
            network.eval();
            using var parallel = new DataParallel(network, [CPU, CPU]);
            var images = rand(3, 3, 96, 96);
            if (network is ResNet18 resnet) resnet.FreezeBody();
            var scores = parallel.call(images);
            Assert.True(network.call(images).allclose(scores, 1e-4, 1e-5), network.GetName());
            scores.sum().backward();
            Assert.All(network.parameters(), parameter => Assert.Equal(parameter.requires_grad, parameter.grad is not null));
        }
    }

    [Fact]
    public void StatisticsAreThoseOfTheFirstPart()
    {
        using var scope = NewDisposeScope();
        using var network = nn.Sequential(nn.BatchNorm2d(1));
        using var parallel = new DataParallel(network, [CPU, CPU], () => nn.Sequential(nn.BatchNorm2d(1)));
        var images = rand(6, 1, 4, 4);
        parallel.call(images);
        Assert.Equal(0.1 * images[TensorIndex.Slice(0, 3)].mean().item<float>(), network.state_dict()["0.running_mean"].item<float>(), 1e-6);
    }

    [Fact]
    public void FailureOfOneReplicaIsToldAndLeavesTheRestUsable()
    {
        using var scope = NewDisposeScope();
        using var network = new Picky();
        using var parallel = new DataParallel(network, [CPU, CPU, CPU], () => new Picky());
        var images = ones(6, 1, 4, 4);
        images[4] = -1f; // in the third part
        var fault = Assert.Throws<AggregateException>(() => parallel.call(images));
        Assert.Contains("no negative pictures", fault.Message);
        Assert.IsType<ArithmeticException>(fault.InnerException);
        Assert.Equal([6, 2], parallel.call(images.abs()).shape);
    }

    [Fact]
    public void NoTensorIsLeft()
    {
        using var network = Network();
        using var parallel = Parallel(network, 2);
        using var scope = NewDisposeScope();
        using var x = rand(6, 1, 4, 4);
        GC.Collect(); // what earlier tests left goes now, and not while we count
        GC.WaitForPendingFinalizers();
        var before = Tensor.TotalCount;
        for (var i = 0; i < 5; i++) parallel.call(x).Dispose();
        Assert.InRange(Tensor.TotalCount, 0, before);
    }

    [Fact]
    public void WhatCannotBeSpreadIsRefusedSayingWhy()
    {
        using var scope = NewDisposeScope();
        using var network = new ResNet18(3);
        Assert.Contains("devices [], found it on cpu", Assert.Throws<ArgumentException>(() => new DataParallel(network, [])).Message);
        Assert.Contains("() => new MyNetwork()", Assert.Throws<ArgumentException>(() => new DataParallel(Network(), [CPU, CPU])).Message);
        Assert.Contains("found it on cpu", Assert.Throws<ArgumentException>(() => new DataParallel(network, [new Device("meta"), CPU])).Message);
        using var parallel = new DataParallel(network, [CPU, CPU]);
        network.ReplaceHead(2);
        Assert.Contains("after ReplaceHead", Assert.Throws<InvalidOperationException>(() => parallel.call(rand(2, 3, 64, 64))).Message);
    }

    private static nn.Module<Tensor, Tensor> Network()
    {
        manual_seed(1);
        return nn.Sequential(nn.Conv2d(1, 3, 3), nn.Tanh(), nn.Flatten(), nn.Linear(12, 4));
    }

    private static DataParallel Parallel(nn.Module<Tensor, Tensor> network, int devices) => new(network, Enumerable.Repeat(CPU, devices), Network);

    private static List<Tensor> Gradients(nn.Module<Tensor, Tensor> call, nn.Module network, Tensor images, Tensor labels)
    {
        foreach (var parameter in network.parameters()) parameter.grad = null;
        nn.functional.cross_entropy(call.call(images), labels).backward();
        return [.. network.parameters().Select(parameter => parameter.grad!.clone())];
    }

    private sealed class Picky : nn.Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Linear fc = nn.Linear(16, 2);

        public Picky() : base(nameof(Picky)) => RegisterComponents();

        public override Tensor forward(Tensor x) =>
            x.min().item<float>() < 0 ? throw new ArithmeticException("no negative pictures") : fc.call(x.flatten(1));
    }
}
