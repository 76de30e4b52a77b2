using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

/// <summary>State dicts as training scripts wrap them: the weights are reached, nothing runs, and what is left out is listed.</summary>
public sealed class CheckpointFormTests : IDisposable
{
    private static readonly byte[] six = Floats(0, 1, 2, 3, 4, 5), two = Floats(6, 7), others = Floats(9, 9, 9, 9, 9, 9);
    private readonly Scratch scratch = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        scratch.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("net")]
    [InlineData("network")]
    [InlineData("anything")]
    [InlineData("state_dict/model")]
    [InlineData("a/b/c/d")]
    public void OneFittingStateDictIsFoundInAnyNesting(string nesting) => AssertRead(p => Wrapped(p, nesting.Split('/'), "", Pair));

    [Theory]
    [InlineData("module.")]
    [InlineData("net.")]
    [InlineData("module.net.")]
    [InlineData("net.module.")]
    [InlineData("_orig_mod.module.")]
    [InlineData("module._orig_mod.model.")]
    [InlineData("backbone._fsdp_wrapped_module.")]
    public void PrefixesOfWrappersAreTakenOffInAnyOrder(string prefix)
    {
        AssertRead(p => Wrapped(p, ["state_dict"], prefix, Pair));
        WeightFile.Save(scratch["w.safetensors"], [(prefix + "weight", tensor(Numbers(six), [2, 3])), (prefix + "bias", tensor(Numbers(two)))]);
        AssertHolds(WeightFile.Load(scratch["w.safetensors"]));
    }

    [Fact]
    public void WrapperInTheMiddleOfANameIsTakenOff()
    {
        var network = nn.Sequential(("features", nn.Sequential(("0", nn.Linear(3, 2)))));
        WeightFile.Save(scratch["w.safetensors"],
            [("features.module.0.weight", tensor(Numbers(six), [2, 3])), ("features.module.0._orig_mod.bias", tensor(Numbers(two)))]);
        WeightFile.Load(scratch["w.safetensors"]).Into(network);
        Assert.Equal([6f, 7], network.state_dict()["features.0.bias"].data<float>().ToArray());
    }

    [Fact]
    public void LayersThatTheNetworkItselfCallsModuleKeepTheirName()
    {
        var network = nn.Sequential(("module", nn.Linear(3, 2)));
        WeightFile.Save(scratch["w.safetensors"], StateDict.Of(network).Select(e => ("module." + e.Key, e.Value + 1)));
        WeightFile.Load(scratch["w.safetensors"]).Into(network);
    }

    [Fact]
    public void RunningMeanBesideTheWeightsIsLeftOutAndListed()
    {
        var file = Load(p => p.Raw('}').Text("ema").Raw('}').Text("weight").Tensor(2, [2, 3]).Raw('s').Text("bias").Tensor(1, [2]).Raw('s', 's')
            .Text("optimizer").Raw('}').Text("state").Raw('}').Int(0).Raw('}').Text("momentum_buffer").Tensor(2, [2, 3]).Raw('s', 's', 's', 's')
            .Text("model").Dict(Pair).Raw('s').Text("epoch").Int(7).Raw('s'));
        AssertHolds(file);
        Assert.Equal(7L, file.Values["epoch"]);
        Assert.Equal(["ema (2 tensors)", "optimizer (1 tensors)"], file.StateDict(nn.Linear(3, 2)).LeftOut);
        Assert.Contains("left out: ema (2 tensors)", file.StateDict(nn.Linear(3, 2)).ToString());
    }

    [Fact]
    public void SeveralFittingPartsAreNamed()
    {
        var file = Load(p => p.Raw('}').Text("teacher").Dict(Pair).Raw('s').Text("student").Dict(Pair).Raw('s'));
        var message = Assert.Throws<InvalidDataException>(() => file.Into(nn.Linear(3, 2))).Message;
        Assert.Contains("found 2: \"teacher.\", \"student.\"", message);
        Assert.Contains("Part(\"teacher.\")", message);
        AssertHolds(file.Part("student."));
    }

    [Fact]
    public void StrangerInTheStateDictItselfIsADifference()
    {
        var file = Load(p => p.Raw('}').Text("state_dict").Raw('}').Text("net.weight").Tensor(0, [2, 3]).Raw('s')
            .Text("net.bias").Tensor(1, [2]).Raw('s').Text("head.bias").Tensor(1, [2]).Raw('s', 's'));
        var message = Assert.Throws<InvalidDataException>(() => file.Into(nn.Linear(3, 2))).Message;
        Assert.Contains("1 difference, compared without \"state_dict.net.\"", message);
        Assert.Contains("head.bias: in the file, but not in the network", message);
        AssertHolds(file.Part("state_dict.net."));
    }

    public static TheoryData<string> Containers => [.. containers.Keys];

    [Theory]
    [MemberData(nameof(Containers))]
    public void PlainContainersOfPythonBesideTheWeightsAreRead(string name)
    {
        var (write, value) = containers[name];
        var file = Load(p => write(p.Raw('}').Text("net").Dict(Pair).Raw('s').Text("x")).Raw('s'));
        AssertHolds(file);
        Assert.Equal(value, string.Join("; ", file.Values.Select(pair => FormattableString.Invariant($"{pair.Key}={pair.Value}")).Concat(file.LeftOut)));
    }

    private static readonly Dictionary<string, (Func<TorchFile.Builder, TorchFile.Builder> Write, string Value)> containers = new()
    {
        ["Counter"] = (p => p.Global("collections", "Counter").Raw('}').Int(30).Int(1).Raw('s').Int(60).Int(2).Raw('s').Raw(0x85, 'R'), "x.30=1; x.60=2"),
        ["empty Counter"] = (p => p.Global("collections", "Counter").Raw(')', 'R'), ""),
        ["OrderedDict"] = (p => p.Global("collections", "OrderedDict").Raw(')', 'R').Text("a").Int(1).Raw('s'), "x.a=1"),
        ["defaultdict"] = (p => p.Global("collections", "defaultdict").Global("__builtin__", "list").Raw(0x85, 'R').Text("a").Raw(']').Int(4).Raw('a', 's'),
            "x.a.0=4"),
        ["defaultdict of dicts"] = (p => p.Global("collections", "defaultdict").Global("builtins", "dict").Raw(0x85, 'R'), ""),
        ["set of protocol 2"] = (p => p.Global("__builtin__", "set").Raw(']').Int(3).Raw('a', 0x85, 'R'), "x.0=3"),
        ["set of protocol 4"] = (p => p.Raw(0x8f, '(').Int(3).Int(4).Raw(0x90), "x.0=3; x.1=4"),
        ["frozenset"] = (p => p.Raw('(').Int(3).Raw(0x91), "x.0=3"),
        ["bytearray of protocol 2"] = (p => p.Global("__builtin__", "bytearray").Text("ab").Text("latin-1").Raw(0x86, 'R'), "x (2 bytes)"),
        ["bytearray of protocol 5"] = (p => p.Raw(0x96, 3, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3), "x (3 bytes)"),
        ["complex"] = (p => p.Global("__builtin__", "complex").Raw('G').Big(1.5).Raw('G').Big(2).Raw(0x86, 'R'), "x (Complex)"),
        ["Namespace"] = (p => p.Global("argparse", "Namespace").Raw(')', 0x81, '}').Text("lr").Raw('G').Big(0.1).Raw('s', 'b'), "x.lr=0.1"),
        ["SimpleNamespace"] = (p => p.Global("types", "SimpleNamespace").Raw(')', 'R', '}').Text("seed").Int(3).Raw('s', 'b'), "x.seed=3"),
        ["float64 of NumPy"] = (p => Scalar(p, "f8", '<', BitConverter.GetBytes(0.75)), "x=0.75"),
        ["float32 of NumPy"] = (p => Scalar(p, "f4", '<', BitConverter.GetBytes(0.5f)), "x=0.5"),
        ["int64 of NumPy, most significant byte first"] = (p => Scalar(p, "i8", '>', [0, 0, 0, 0, 0, 0, 1, 2]), "x=258"),
        ["bool of NumPy"] = (p => Scalar(p, "b1", '|', [1]), "x=True"),
        ["a layout"] = (p => p.Global("torch.serialization", "_get_layout").Text("torch.strided").Raw(0x85, 'R'), "x=torch.strided"),
        ["a key that is None"] = (p => p.Raw('}', 'N').Int(1).Raw('s'), "x.None (its key is no name)"),
        ["a key that is a tuple"] = (p => p.Raw('}', ')').Int(1).Raw('s'), "x.a tuple of 0 (its key is no name)"),
        ["a key that is a number"] = (p => p.Raw('}', 'G').Big(0.5).Int(1).Raw('s'), "x.0.5=1"),
    };

    [Theory]
    [InlineData("conj")]
    [InlineData("neg")]
    public void ViewsWithAnotherSignAreRefused(string mark)
    {
        void Weight(TorchFile.Builder p) => p.Raw('}').Text("weight").Tensor(0, [2, 3], marks: m => m.Raw('}').Text(mark).Raw(0x88, 's')).Raw('s');
        var message = Assert.Throws<InvalidDataException>(() => Load(Weight)).Message;
        Assert.Contains($"the marks {mark}", message);
        Assert.Contains("resolve_conj().resolve_neg()", message);
    }

    [Fact]
    public void MarksThatAreNotSetChangeNothing() => AssertHolds(Load(p => p.Raw('}').Text("bias").Tensor(1, [2]).Raw('s')
        .Text("weight").Tensor(0, [2, 3], marks: m => m.Raw('}').Text("conj").Raw(0x89, 's')).Raw('s')));

    [Theory]
    [InlineData(1)]
    [InlineData(128)]
    [InlineData(129)] // as many tensors as make the first bytes those of a pickle
    public void FileOfTorchSharpsOwnSaveIsToldApart(int layers)
    {
        var network = nn.Sequential(Enumerable.Range(0, layers).Select(i => ($"{i}", (nn.Module<Tensor, Tensor>)nn.Linear(2, 1))));
        network.save(scratch["own.dat"]);
        var message = Assert.Throws<InvalidDataException>(() => WeightFile.Load(scratch["own.dat"])).Message;
        Assert.Contains("TorchSharp's own save()", message);
        Assert.Contains("network.load(path)", message);
    }

    private void AssertRead(Action<TorchFile.Builder> write) => AssertHolds(Load(write));

    private static void AssertHolds(Weights file)
    {
        var linear = nn.Linear(3, 2);
        file.Into(linear);
        Assert.Equal([0f, 1, 2, 3, 4, 5], linear.weight!.data<float>().ToArray());
        Assert.Equal([6f, 7], linear.bias!.data<float>().ToArray());
    }

    private Weights Load(Action<TorchFile.Builder> write) =>
        WeightFile.Load(scratch.Write("w.pth", TorchFile.Zip(TorchFile.Pickle(write), six, two, others)));

    private static void Pair(TorchFile.Builder p, string prefix) =>
        p.Text(prefix + "weight").Tensor(0, [2, 3]).Raw('s').Text(prefix + "bias").Tensor(1, [2]).Raw('s');

    private static void Pair(TorchFile.Builder p) => Pair(p, "");

    private static void Wrapped(TorchFile.Builder p, string[] nesting, string prefix, Action<TorchFile.Builder, string> write)
    {
        p.Raw('}');
        if (nesting is ["", ..] or [])
        {
            write(p, prefix);
            return;
        }
        p.Text("epoch").Int(3).Raw('s').Text("scores").Raw('}').Text("best").Tensor(1, [2]).Raw('s', 's').Text(nesting[0]);
        Wrapped(p, nesting[1..], prefix, write);
        p.Raw('s');
    }

    private static TorchFile.Builder Scalar(TorchFile.Builder p, string code, char order, byte[] bytes) => p
        .Global("numpy.core.multiarray", "scalar").Global("numpy", "dtype").Text(code).Raw(0x89, 0x88).Raw(0x87, 'R')
        .Raw('(').Int(3).Text($"{order}").Raw('N', 'N', 'N').Int(-1).Int(-1).Int(0).Raw('t', 'b')
        .Global("_codecs", "encode").Text(System.Text.Encoding.Latin1.GetString(bytes)).Text("latin1").Raw(0x86, 'R').Raw(0x86, 'R');

    private static byte[] Floats(params float[] numbers) => [.. numbers.SelectMany(BitConverter.GetBytes)];

    private static float[] Numbers(byte[] bytes) => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes).ToArray();
}
