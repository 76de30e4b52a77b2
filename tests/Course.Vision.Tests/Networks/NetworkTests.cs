using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

public class NetworkTests
{
    /// <summary>Parameters as published; multiply-adds in billions from torchvision's page of models, which lacks Xception.</summary>
    [Theory]
    [InlineData("vgg16", 138357544, 15.47), InlineData("vgg19", 143667240, 19.63)]
    [InlineData("vgg16_bn", 138365992, 15.47), InlineData("vgg19_bn", 143678248, 19.63)]
    [InlineData("resnet18", 11689512, 1.81), InlineData("resnet34", 21797672, 3.66), InlineData("resnet50", 25557032, 4.09)]
    [InlineData("resnet101", 44549160, 7.80), InlineData("resnet152", 60192808, 11.51), InlineData("inception_v3", 27161264, 5.71)]
    [InlineData("squeezenet1_1", 1235496, 0.35), InlineData("mobilenet_v2", 3504872, 0.30), InlineData("xception", 22855952, 8.36)]
    public void HasThePublishedSize(string name, long parameters, double billions)
    {
        using var scope = NewDisposeScope();
        var sheet = NetworkSheet.Of(name);
        using var network = sheet.Make(1000);
        Assert.Equal(name, network.Name);
        Assert.Equal(parameters, network.parameters().Sum(p => p.numel()));
        Assert.Equal(billions, MultiplyAdds.Of(network, sheet.InputSize) / 1e9, 0.011);
        Assert.True(network.training);
        var mebibytes = StateDict.Of(network).Sum(entry => entry.Value.numel() * entry.Value.element_size()) / (double)(1 << 20);
        if (sheet.FileSize is { } size) Assert.InRange(size / mebibytes, 1, 1.015); // the rest is the file's own
    }

    /// <summary>InitialWeights.txt is torchvision's (record-initial-weights.py); a sample of n numbers misses by about 1 / sqrt(2 n).</summary>
    [Theory]
    [InlineData("resnet18"), InlineData("vgg16"), InlineData("squeezenet1_1"), InlineData("mobilenet_v2"), InlineData("inception_v3")]
    public void BeginsAsInTorchvision(string name)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var network = NetworkSheet.Of(name).Make(1000);
        var weights = StateDict.Of(network).ToDictionary(entry => entry.Key, entry => entry.Value);
        foreach (var line in File.ReadLines(Repository.Path("tests/Course.Vision.Tests/Networks/InitialWeights.txt")))
            if (line.Split(' ') is [var of, var key, var deviation] && of == name)
                Assert.Equal(1, weights[key].std().item<float>() / double.Parse(deviation), 6 / Math.Sqrt(2 * weights[key].numel()) + 0.01);
        if (name != "inception_v3") // which leaves the biases of its linear layers alone
            Assert.All(network.named_parameters().Where(entry => entry.name.EndsWith(".bias") && !(name == "resnet18" && entry.name == "fc.bias")),
                entry => Assert.Equal(0, entry.parameter.abs().max().item<float>()));
    }

    [Theory]
    [InlineData("vgg16"), InlineData("resnet18"), InlineData("resnet50"), InlineData("squeezenet1_1"), InlineData("mobilenet_v2")]
    [InlineData("inception_v3"), InlineData("xception")]
    public void NewHeadKeepsTheBody(string name)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var network = NetworkSheet.Of(name).Make(5);
        var keys = StateDict.Of(network).Select(e => e.Key).ToList();
        network.eval();
        var images = rand(2, 3, 299, 299);
        var before = network.ExtractFeatures(images);
        Assert.Equal([2, network.FeatureCount], before.shape);

        network.ReplaceHead(3);
        Assert.Equal(3, network.Classes);
        Assert.Equal(keys, StateDict.Of(network).Select(e => e.Key));
        Assert.Equal([2, 3], network.call(images).shape);
        Assert.True(before.allclose(network.ExtractFeatures(images)));
        Assert.DoesNotContain(network.modules(), module => module.training);
        Assert.Throws<ArgumentOutOfRangeException>(() => network.ReplaceHead(1));
    }

    [Theory]
    [InlineData("resnet18"), InlineData("mobilenet_v2"), InlineData("xception"), InlineData("squeezenet1_1"), InlineData("inception_v3")]
    public void GradientsReachEveryParameterAndNoTensorIsLeft(string name)
    {
        using var network = NetworkSheet.Of(name).Make(4);
        if (network is InceptionV3) network.eval(); // its own size; smaller pictures leave batch norm one number in training
        using (var scope = NewDisposeScope())
        {
            var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            var loss = network.call(rand(2, 3, 160, 160)).sum();
            Assert.InRange(DisposeScopeManager.Statistics.ThreadTotalLiveCount - before, 1, 4);
            loss.backward();
            foreach (var (key, parameter) in network.named_parameters())
                if (!key.StartsWith("AuxLogits", StringComparison.Ordinal)) Assert.False(parameter.grad is null, key);
        }
    }

    [Theory]
    [InlineData("resnet18"), InlineData("mobilenet_v2"), InlineData("squeezenet1_1")]
    public void FrozenBodyKeepsItsStatisticsAndOnlyTheHeadLearns(string name)
    {
        using var scope = NewDisposeScope();
        using var network = NetworkSheet.Of(name).Make(3);
        network.FreezeBody();
        network.train();
        Assert.Equal([network.HeadKey + ".weight", network.HeadKey + ".bias"],
            network.named_parameters().Where(entry => entry.parameter.requires_grad).Select(entry => entry.name));
        Assert.All(network.modules().OfType<TorchSharp.Modules.Dropout>(), dropout => Assert.True(dropout.training));
        var before = StateDict.Of(network).Select(entry => entry.Value.@double().sum().item<double>()).ToList();
        network.call(rand(4, 3, 64, 64)).sum().backward();
        Assert.Equal(before, StateDict.Of(network).Select(entry => entry.Value.@double().sum().item<double>()));
        Assert.All(network.parameters(), parameter => Assert.Equal(parameter.requires_grad, parameter.grad is not null));

        foreach (var parameter in network.parameters()) parameter.requires_grad = true;
        network.train();
        Assert.All(network.modules(), module => Assert.True(module.training));
    }

    [Fact]
    public void UnknownNameListsTheKnownOnes()
    {
        var message = Assert.Throws<ArgumentException>(() => Pretrained.Load("resnet19")).Message;
        Assert.Contains("resnet18, resnet34", message);
        Assert.Contains("resnet19", message);
    }
}
