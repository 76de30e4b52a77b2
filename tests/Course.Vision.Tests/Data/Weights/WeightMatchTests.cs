using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

/// <summary>What is said of a file that does not fit: at most 20 lines, the nearest names first.</summary>
public sealed class WeightMatchTests : IDisposable
{
    private readonly Scratch scratch = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        scratch.Dispose();
    }

    [Fact]
    public void ShallowerNetworkOfTheSameFamilyListsWhatIsMissing()
    {
        var message = Mismatch(Residual(3), Residual(5), prefix: "module.");
        Assert.Contains("60 differences, compared without \"module.\"", message);
        Assert.Contains("layer1.3.conv1.weight: missing in the file", message);
        Assert.DoesNotContain("in the file, but", message);
        Assert.Contains("... and 48 more", message);
    }

    [Fact]
    public void DeeperNetworkOfTheSameFamilyListsWhatIsLeftOver()
    {
        var message = Mismatch(Residual(5), Residual(3));
        Assert.Contains("layer1.3.conv1.weight: in the file, but not in the network", message);
        Assert.DoesNotContain("missing in the file", message);
    }

    [Fact]
    public void MissingAloneAndLeftOverAloneAreListed()
    {
        Assert.Contains("bias: missing in the file", Mismatch(nn.Linear(3, 2, hasBias: false), nn.Linear(3, 2)));
        Assert.Contains("bias: in the file, but not in the network", Mismatch(nn.Linear(3, 2), nn.Linear(3, 2, hasBias: false)));
        Assert.Contains("2 differences", Mismatch(nn.ReLU(), nn.Linear(3, 2)));
    }

    [Fact]
    public void NearestNamesComeFirst()
    {
        var network = nn.Sequential(("a", nn.Linear(1, 1)), ("head", nn.Linear(3, 2)));
        var message = Mismatch(nn.Sequential(("zzz", nn.Linear(1, 1)), ("heads", nn.Linear(3, 2))), network);
        Assert.True(message.IndexOf("head.weight: missing in the file (near: heads.weight)", StringComparison.Ordinal)
            < message.IndexOf("  a.weight: missing in the file", StringComparison.Ordinal), message);
    }

    [Fact]
    public void OtherBeginningNamesTheRenamingAndTheRenamingFits()
    {
        var (network, other) = (nn.Sequential(("body", Residual(1))), nn.Sequential(("encoder", Residual(1))));
        Assert.Contains("Renamed(\"encoder.\", \"body.\")", Mismatch(other, network));
        WeightFile.Load(scratch["w.safetensors"]).Renamed("encoder.", "body.").Into(network);
        Assert.Contains("Renamed(\"\", \"body.\")", Mismatch(Residual(1), network));
        WeightFile.Load(scratch["w.safetensors"]).Renamed("", "body.").Into(network);
    }

    [Fact]
    public void OtherTypesAreSaidOnce()
    {
        var message = Mismatch(Residual(3).to(ScalarType.Float16), Residual(3));
        Assert.Single(message.Split('\n'), line => line.Contains("Float16 in the file and Float32 in the network: allow that with convertTypes: true"));
        Assert.Contains("nothing was loaded. 0 differences.", message);
    }

    [Fact]
    public void PretrainedSaysTheSameOfAFileOfOnesOwn()
    {
        using var other = new ResNet34(1000);
        WeightFile.Save(scratch["w.safetensors"], StateDict.Of(other));
        var message = Assert.Throws<InvalidDataException>(() => Pretrained.Load("resnet18", scratch["w.safetensors"])).Message;
        Assert.Contains("in the file, but not in the network", message);
        Assert.InRange(message.Split('\n').Length, 2, 20);
    }

    private string Mismatch(nn.Module file, nn.Module<Tensor, Tensor> network, string prefix = "")
    {
        WeightFile.Save(scratch["w.safetensors"], StateDict.Of(file).Select(e => (prefix + e.Key, e.Value)));
        var message = Assert.Throws<InvalidDataException>(() => WeightFile.Load(scratch["w.safetensors"]).Into(network)).Message;
        Assert.InRange(message.Split('\n').Length, 1, 20);
        return message;
    }

    /// <summary>Names of a CIFAR-10 network with three groups of residual blocks: its depth is 6n + 2.</summary>
    private static nn.Module<Tensor, Tensor> Residual(int blocks)
    {
        nn.Module<Tensor, Tensor> Block() => nn.Sequential(("conv1", nn.Conv2d(2, 2, 3, bias: false)), ("bn1", nn.BatchNorm2d(2)),
            ("conv2", nn.Conv2d(2, 2, 3, bias: false)), ("bn2", nn.BatchNorm2d(2)));
        (string, nn.Module<Tensor, Tensor>) Group(int i) => ($"layer{i}", nn.Sequential(Enumerable.Range(0, blocks).Select(j => ($"{j}", Block()))));
        return nn.Sequential(("conv1", nn.Conv2d(3, 2, 3, bias: false)), ("bn1", nn.BatchNorm2d(2)), Group(1), Group(2), Group(3), ("fc", nn.Linear(2, 10)));
    }
}
