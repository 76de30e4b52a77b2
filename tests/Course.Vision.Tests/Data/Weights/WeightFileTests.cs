using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

public class WeightFileTests
{
    [Fact]
    public void ThreeFormatsHoldTheSameTensors()
    {
        using var scope = NewDisposeScope();
        var zip = WeightFile.Load(Repository.Data("weights", "squeezenet1_1_fp32_zip.pth")).Tensors();
        var legacy = WeightFile.Load(Repository.Data("weights", "squeezenet1_1_fp32_legacy.pth")).Tensors();
        var half = WeightFile.Load(Repository.Data("weights", "squeezenet1_1_fp16.safetensors")).Tensors();
        Assert.Equal(52, zip.Count);
        Assert.Equal(zip.Keys.Order(), legacy.Keys.Order());
        Assert.Equal(zip.Keys.Order(), half.Keys.Order());
        foreach (var (name, value) in zip)
        {
            Assert.True(value.equal(legacy[name]).all().item<bool>(), name);
            Assert.Equal(ScalarType.Float16, half[name].dtype);
            Assert.True(value.to_type(ScalarType.Float16).equal(half[name]).all().item<bool>(), name);
        }
    }

    [Theory]
    [InlineData("state_dict", ""), InlineData("model_state_dict", "module."), InlineData("model", ""), InlineData(null, "module.")]
    public void CheckpointsAreUnwrapped(string? wrapper, string prefix)
    {
        using var scratch = new Scratch();
        using var scope = NewDisposeScope();
        var pickle = TorchFile.Pickle(p =>
        {
            if (wrapper is not null) p.Raw('}').Text(wrapper);
            p.Raw('}').Text(prefix + "weight").Tensor(0, [2, 3]).Raw('s').Text(prefix + "bias").Tensor(1, [2]).Raw('s');
            if (wrapper is not null) p.Raw('s');
            if (wrapper?.Contains("state") == true) p.Text("epoch").Int(7).Raw('s').Text("optimizer").Raw('}').Text("m").Tensor(1, [2]).Raw('s', 's');
        });
        byte[] six = [.. Floats(6)], two = [.. Floats(2)];
        foreach (var bytes in new[] { TorchFile.Zip(pickle, six, two), TorchFile.Legacy(pickle, six, two) })
        {
            var linear = nn.Linear(3, 2);
            var file = WeightFile.Load(scratch.Write("check.pth", bytes));
            file.Into(linear);
            Assert.Equal([0f, 1, 2, 3, 4, 5], linear.weight!.data<float>().ToArray());
            Assert.Equal([0f, 1], linear.bias!.data<float>().ToArray());
            if (wrapper?.Contains("state") == true) Assert.Equal(7L, file.Values["epoch"]);
        }
    }

    [Fact]
    public void ViewsOnOneStorageStayShared()
    {
        using var scratch = new Scratch();
        using var scope = NewDisposeScope();
        var pickle = TorchFile.Pickle(p => p.Raw('}').Text("a").Tensor(0, [2, 3], count: 6).Raw('s')
            .Text("transposed").Tensor(0, [3, 2], [1, 3], count: 6).Raw('s').Text("last").Tensor(0, [2], [1], offset: 4, count: 6).Raw('s')
            .Text("same").Tensor(0, [1000, 1000], [0, 0], offset: 5, count: 6).Raw('s'));
        foreach (var bytes in new[] { TorchFile.Zip(pickle, [.. Floats(6)]), TorchFile.Legacy(pickle, [.. Floats(6)]) })
        {
            var tensors = WeightFile.Load(scratch.Write("views.pth", bytes)).Tensors();
            Assert.Equal([0f, 3, 1, 4, 2, 5], tensors["transposed"].contiguous().data<float>().ToArray());
            Assert.Equal([4f, 5], tensors["last"].data<float>().ToArray());
            Assert.Equal(5f, tensors["same"].mean().item<float>());
            tensors["a"][1, 2] = 9f;
            Assert.Equal(9f, tensors["last"][1].item<float>());
        }
    }

    [Fact]
    public void EveryMismatchIsListedAndNothingIsLoaded()
    {
        using var scratch = new Scratch();
        using var scope = NewDisposeScope();
        var network = new SqueezeNet11(10);
        var other = StateDict.Of(network).Select(e => e.Key switch
        {
            "features.0.weight" => ("features.0.weights", e.Value),
            "features.3.squeeze.weight" => (e.Key, ones(16, 64)),
            "features.3.squeeze.bias" => (e.Key, e.Value.@double()),
            "features.4.squeeze.bias" => (e.Key, e.Value.@long()),
            _ => (e.Key, e.Value + 1),
        }).Append(("extra", ones(1)));
        WeightFile.Save(scratch["other.safetensors"], other);
        var before = StateDict.Of(network).Select(e => e.Value.sum().item<float>()).ToList();

        var message = Assert.Throws<InvalidDataException>(() => WeightFile.Load(scratch["other.safetensors"]).Into(network)).Message;
        Assert.Contains("5 differences", message);
        Assert.Contains("features.0.weight: missing in the file (near: features.0.weights)", message);
        Assert.Contains("features.0.weights: in the file, but not in the network (near: features.0.weight)", message);
        Assert.Contains("features.3.squeeze.weight: [16, 64] in the file, [16, 64, 1, 1] in the network", message);
        Assert.Contains("1 tensor(s), such as features.3.squeeze.bias, are Float64 in the file and Float32 in the network", message);
        Assert.Contains("features.4.squeeze.bias: Int64 in the file, Float32 in the network", message);
        Assert.Contains("extra: in the file, but not in the network", message);
        Assert.Equal(before, StateDict.Of(network).Select(e => e.Value.sum().item<float>()));
    }

    [Fact]
    public void DamageInTheLastTensorLeavesTheNetworkUntouched()
    {
        using var scratch = new Scratch();
        using var scope = NewDisposeScope();
        var linear = nn.Linear(3, 2);
        var before = linear.weight!.sum().item<float>();
        var bytes = TorchFile.Zip(TorchFile.StateDict(("weight", [2, 3]), ("bias", [2])), [.. Floats(6)], [1, 2, 3, 4, 5, 6, 7, 8]);
        bytes[bytes.AsSpan().LastIndexOf(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 })]++;
        var file = WeightFile.Load(scratch.Write("late.pth", bytes));
        Assert.Contains("checksum", Assert.Throws<InvalidDataException>(() => file.Into(linear)).Message);
        Assert.Equal(before, linear.weight!.sum().item<float>());
    }

    [Fact]
    public void HeadForOtherClassesIsExplained()
    {
        using var scratch = new Scratch();
        using var scope = NewDisposeScope();
        using var trained = new ResNet18(7);
        WeightFile.Save(scratch["seven.safetensors"], StateDict.Of(trained));
        var message = Assert.Throws<InvalidDataException>(() => Pretrained.Load("resnet18", scratch["seven.safetensors"])).Message;
        Assert.Contains("tells 7 classes apart, this network's 1000", message);
        Assert.Contains("ReplaceHead(1000)", message);
        using var loaded = Pretrained.Load("resnet18", scratch["seven.safetensors"], classes: 7);
        Assert.Equal(7, loaded.Classes);
    }

    [Fact]
    public void FloatTypesAreConvertedOnlyWhenAsked()
    {
        using var scratch = new Scratch();
        using var scope = NewDisposeScope();
        var linear = nn.Linear(3, 2);
        WeightFile.Save(scratch["half.safetensors"], StateDict.Of(linear).Select(e => (e.Key, e.Value.to_type(ScalarType.BFloat16))));
        var file = WeightFile.Load(scratch["half.safetensors"]);
        var fresh = nn.Linear(3, 2);
        Assert.Throws<InvalidDataException>(() => file.Into(fresh));
        file.Into(fresh, convertTypes: true);
        Assert.True(fresh.weight!.equal(linear.weight!.to_type(ScalarType.BFloat16).@float()).all().item<bool>());
    }

    [Fact]
    public void ChangedFileIsNoticed()
    {
        using var scratch = new Scratch();
        WeightFile.Save(scratch["a.safetensors"], [("w", ones(1))]);
        var file = WeightFile.Load(scratch["a.safetensors"]);
        File.SetLastWriteTimeUtc(scratch["a.safetensors"], DateTime.UtcNow.AddHours(1));
        Assert.Contains("has changed", Assert.Throws<InvalidDataException>(() => file.Tensors()).Message);
    }

    private static IEnumerable<byte> Floats(int count) => Enumerable.Range(0, count).SelectMany(i => BitConverter.GetBytes((float)i));
}
