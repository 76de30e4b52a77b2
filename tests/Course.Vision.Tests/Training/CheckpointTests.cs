using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

[Collection(nameof(Alone))]
public sealed class CheckpointTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("checkpoint").FullName;
    private readonly Batches data = new(Small.Data(100), 10);

    private string File => Path.Combine(folder, "small.safetensors");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void WeightsComeBackToTheLastBit()
    {
        var network = Trained();
        Checkpoint.Save(File, network);
        var other = Network();
        Checkpoint.Load(File, other);
        AssertSame(network, other);
    }

    [Fact]
    public void BatchStatisticsAreSavedToo()
    {
        var network = LessonNetworks.Make("FashionCNN");
        Formula.Fill(network);
        Checkpoint.Save(File, network);
        var other = LessonNetworks.Make("FashionCNN");
        Checkpoint.Load(File, other);
        AssertSame(network, other);
    }

    [Fact]
    public void AnyFlippedByteIsFoundAndChangesNothing()
    {
        var network = Trained();
        Checkpoint.Save(File, network);
        var (whole, saved) = (System.IO.File.ReadAllBytes(File), Weights(network));
        foreach (var position in Enumerable.Range(0, whole.Length).Where(i => i < 300 || i % 97 == 0))
        {
            var damaged = (byte[])whole.Clone();
            damaged[position] ^= 0x11;
            System.IO.File.WriteAllBytes(File, damaged);
            var other = Network();
            var before = Weights(other);
            var error = Record.Exception(() => Checkpoint.Load(File, other));
            Assert.True(error is null or InvalidDataException, $"byte {position}: {error}");
            Assert.Equal(error is null ? saved : before, Weights(other)); // null: a letter of the network's name, which nothing depends on
        }
    }

    [Fact]
    public void CutOffFileIsRefusedWithItsName()
    {
        Checkpoint.Save(File, Network());
        var whole = System.IO.File.ReadAllBytes(File);
        foreach (var length in new[] { 0, 7, 8, 100, whole.Length - 1 })
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            Assert.Contains(File, Assert.Throws<InvalidDataException>(() => Checkpoint.Load(File, Network())).Message);
        }
    }

    [Fact]
    public void HugeClaimedSizeIsRefused()
    {
        var header = Encoding.UTF8.GetBytes("""{"w":{"dtype":"F32","shape":[1000000,1000000],"data_offsets":[0,4]},"__metadata__":{"epoch":"0","sha256":"df3f619804a92fdb4057192dc43dd748ea778adc52bc498ce80524c014b81119"}}""");
        System.IO.File.WriteAllBytes(File, [.. BitConverter.GetBytes((long)header.Length), .. header, 0, 0, 0, 0]);
        Assert.Contains("4000000000000 bytes (F32, [1000000, 1000000]) has 4 bytes of data", Assert.Throws<InvalidDataException>(() => Checkpoint.Load(File, Network())).Message);
    }

    [Fact]
    public void CheckpointOfAnotherNetworkNamesTheDifferences()
    {
        Checkpoint.Save(File, LessonNetworks.Make("FashionDNN"));
        var network = LessonNetworks.Make("FashionCNN");
        var before = Weights(network);
        var message = Assert.Throws<InvalidDataException>(() => Checkpoint.Load(File, network)).Message;
        Assert.Contains("expected a checkpoint of FashionCNN", message);
        Assert.Contains("layer1.0.weight is missing", message);
        Assert.Equal(before, Weights(network));
    }

    [Fact]
    public void OtherShapeIsNamed()
    {
        Checkpoint.Save(File, nn.Sequential(nn.Linear(3, 2)));
        var message = Assert.Throws<InvalidDataException>(() => Checkpoint.Load(File, nn.Sequential(nn.Linear(4, 2)))).Message;
        Assert.Contains("0.weight is Float32 [2, 3], not Float32 [2, 4]", message);
    }

    [Fact]
    public void FileOfWeightsAloneIsNoCheckpoint()
    {
        WeightFile.Save(File, Network().state_dict().Select(one => (one.Key, one.Value)));
        Assert.Contains("Checkpoints.Save", Assert.Throws<InvalidDataException>(() => Checkpoint.Load(File, Network())).Message);
    }

    private static nn.Module<Tensor, Tensor> Network() => nn.Sequential(nn.Flatten(), nn.Linear(16, 8), nn.BatchNorm1d(8), nn.Linear(8, 4));

    private nn.Module<Tensor, Tensor> Trained()
    {
        var network = Network();
        new Trainer(network, new FusedAdam(network.parameters())) { PrintEvery = 0 }.Fit(data, data, 1);
        return network;
    }

    private static Dictionary<string, double[]> Weights(nn.Module network) =>
        network.state_dict().ToDictionary(one => one.Key, one => one.Value.detach().@double().flatten().data<double>().ToArray());

    private static void AssertSame(nn.Module expected, nn.Module found) => Assert.Equal(Weights(expected), Weights(found));
}
