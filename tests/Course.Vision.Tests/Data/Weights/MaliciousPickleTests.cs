using System.IO.Compression;

namespace Course.Vision.Tests;

/// <summary>Pickles that would run code in Python: nothing runs, and the refusal names what was asked for.</summary>
public class MaliciousPickleTests
{
    private const string Command = "touch /tmp/course-kit-was-here";

    public static TheoryData<string, string> Attacks
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (name, (_, refusal)) in Pickles) data.Add(name, refusal);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void IsRefusedByNameInBothForms(string name, string refusal)
    {
        using var scratch = new Scratch();
        var pickle = Pickles[name].Pickle;
        string[] files =
        [
            scratch.Write("zip.pth", TorchFile.Zip(pickle, new byte[16])),
            scratch.Write("deflated.pth", TorchFile.Archive([("a/data.pkl", pickle), ("a/data/0", new byte[16])], CompressionLevel.Optimal)),
            scratch.Write("legacy.pth", TorchFile.Legacy(pickle, new byte[16])),
            scratch.Write("first.pth", [.. pickle, .. TorchFile.Legacy(pickle)]), // in the place of the magic number
        ];
        foreach (var file in files)
        {
            var message = Assert.Throws<InvalidDataException>(() => WeightFile.Load(file)).Message;
            Assert.Contains(refusal, message);
            Assert.Contains(file, message);
            Assert.False(File.Exists("/tmp/course-kit-was-here"));
        }
    }

    private static readonly Dictionary<string, (byte[] Pickle, string Refusal)> Pickles = new()
    {
        ["os.system"] = (TorchFile.Pickle(p => p.Global("os", "system").Raw('(').Text(Command).Raw('t', 'R')), "'os.system'"),
        ["posix.system"] = (TorchFile.Pickle(p => p.Global("posix", "system").Raw('(').Text(Command).Raw('t', 'R')), "'posix.system'"),
        ["eval"] = (TorchFile.Pickle(p => p.Global("builtins", "eval").Raw('(').Text($"__import__('os').system('{Command}')").Raw('t', 'R')), "'builtins.eval'"),
        ["eval of Python 2"] = (TorchFile.Pickle(p => p.Global("__builtin__", "eval").Raw(')', 'R')), "'__builtin__.eval'"),
        ["by STACK_GLOBAL"] = (TorchFile.Pickle(p => p.Text("subprocess").Text("Popen").Raw(0x93).Raw(')', 'R')), "'subprocess.Popen'"),
        ["by STACK_GLOBAL from the memo"] = (TorchFile.Pickle(p => p.Text("os").Raw('q', 0).Raw('0').Text("system").Raw('q', 1).Raw('0')
            .Raw('h', 0).Raw('h', 1).Raw(0x93)), "'os.system'"),
        ["by INST"] = (TorchFile.Pickle(p => p.Raw('(').Text(Command).Raw('i').Line("os").Line("system")), "INST"),
        ["by OBJ"] = (TorchFile.Pickle(p => p.Raw('(').Global("os", "system").Text(Command).Raw('o')), "'os.system'"),
        ["OBJ of an allowed name"] = (TorchFile.Pickle(p => p.Raw('(').Global("collections", "OrderedDict").Raw('o')), "OBJ"),
        ["by NEWOBJ"] = (TorchFile.Pickle(p => p.Global("collections", "OrderedDict").Raw(')').Raw(0x81)), "NEWOBJ"),
        ["by NEWOBJ_EX"] = (TorchFile.Pickle(p => p.Global("torch", "Size").Raw(')').Raw('}').Raw(0x92)), "NEWOBJ_EX"),
        ["by EXT1"] = (TorchFile.Pickle(p => p.Raw(0x82, 1)), "EXT1"),
        ["by EXT2"] = (TorchFile.Pickle(p => p.Raw(0x83, 1, 0)), "EXT2"),
        ["by EXT4"] = (TorchFile.Pickle(p => p.Raw(0x84, 1, 0, 0, 0)), "EXT4"),
        ["by BUILD on a list"] = (TorchFile.Pickle(p => p.Raw(']').Raw('}').Text("__reduce__").Text("x").Raw('s').Raw('b')), "BUILD on"),
        ["by BUILD on a tensor"] = (TorchFile.Pickle(p => p.Tensor(0, [4]).Raw('}').Raw('b')), "BUILD on"),
        ["by BUILD on a class"] = (TorchFile.Pickle(p => p.Global("torch", "Size").Raw('}').Raw('b')), "BUILD on torch.Size"),
        ["by PERSID"] = (TorchFile.Pickle(p => p.Raw('P').Line("os.system")), "PERSID"),
        ["persistent id that is no storage"] = (TorchFile.Pickle(p => p.Raw('(').Text("module").Global("torch", "FloatStorage").Text("x.py")
            .Text("import os").Raw('t', 'Q')), "persistent id"),
        ["calls a type"] = (TorchFile.Pickle(p => p.Global("torch", "FloatStorage").Raw(')', 'R')), "a call of 'torch.FloatStorage'"),
        ["nested torch.load"] = (TorchFile.Pickle(p => p.Global("torch.storage", "_load_from_bytes").Raw('(').Text("x").Raw('t', 'R')),
            "'torch.storage._load_from_bytes'"),
        ["deep in a state dict"] = (TorchFile.Pickle(p => p.Raw('}').Text("state_dict").Raw('}').Text("fc.weight").Tensor(0, [4]).Raw('s')
            .Text("hook").Raw(']').Global("os", "system").Raw('(').Text(Command).Raw('t', 'R').Raw('a').Raw('s').Raw('s')), "'os.system'"),
        ["as a backward hook"] = (TorchFile.Pickle(p => p.Global("torch._utils", "_rebuild_parameter").Raw('(').Tensor(0, [4]).Raw(0x88)
            .Global("builtins", "exec").Raw('(').Text("1").Raw('t', 'R').Raw('t', 'R')), "'builtins.exec'"),
        ["through _rebuild_from_type_v2"] = (TorchFile.Pickle(p => p.Global("torch._tensor", "_rebuild_from_type_v2").Raw('(')
            .Global("torch", "Tensor").Global("torch", "Tensor").Raw(')').Raw('}').Raw('t', 'R')), "a call of 'torch.Tensor'"),
        ["nested in the arguments of an allowed call"] = (TorchFile.Pickle(p => p.Global("collections", "OrderedDict").Raw('(', ']').Raw('(')
            .Text("key").Global("nt", "system").Raw('(').Text(Command).Raw('t', 'R').Raw('t', 'a').Raw('t', 'R')), "'nt.system'"),
        ["a call of what a call returned"] = (TorchFile.Pickle(p => p.Global("torch", "device").Raw('(').Text("os.system").Raw('t', 'R')
            .Raw('(').Text(Command).Raw('t', 'R')), "String stands where PickleGlobal belongs"),
        ["dotted name"] = (TorchFile.Pickle(p => p.Global("torch", "_utils.os.system").Raw(')', 'R')), "'torch._utils.os.system'"),
        ["a whole model"] = (TorchFile.Pickle(p => p.Global("torchvision.models.resnet", "ResNet").Raw(')').Raw(0x81)), "'torchvision.models.resnet.ResNet'"),
    };
}
