using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

public class ZipTests
{
    private static readonly byte[] Pickle = TorchFile.StateDict(("w", [4]));

    [Fact]
    public void BombIsRefusedBeforeItInflates()
    {
        using var scratch = new Scratch();
        var zeros = new byte[64 << 20];
        var storage = TorchFile.StateDict(("w", [16 << 20]));
        var bomb = scratch.Write("bomb.pth", TorchFile.Archive([("n/data.pkl", storage), ("n/data/0", zeros)], CompressionLevel.Optimal));
        var pickleBomb = scratch.Write("pickle.pth", TorchFile.Archive([("n/data.pkl", zeros)], CompressionLevel.Optimal));
        var before = GC.GetTotalAllocatedBytes();
        Assert.Contains("zip bomb", Refusal(bomb));
        Assert.Contains("zip bomb", Refusal(pickleBomb));
        Assert.True(GC.GetTotalAllocatedBytes() - before < 4 << 20);
    }

    [Fact]
    public void EntryThatInflatesToMoreThanItSaysIsCutOffAndRefused()
    {
        using var scratch = new Scratch();
        var bytes = TorchFile.Archive([("n/data.pkl", Pickle), ("n/data/0", new byte[100_000])], CompressionLevel.Optimal);
        SetDirectory(bytes, "n/data/0", 24, 16);
        var file = WeightFile.Load(scratch.Write("lie.pth", bytes));
        Assert.Contains("checksum", Assert.Throws<InvalidDataException>(() => file.Tensors()).Message);
    }

    [Fact]
    public void NameThatOccursTwiceIsRefused()
    {
        using var scratch = new Scratch();
        var twice = TorchFile.Archive([("n/data.pkl", Pickle), ("n/data/0", new byte[16]), ("n/data/0", new byte[16])]);
        Assert.Contains("occurs twice", Refusal(scratch.Write("twice.pth", twice)));
    }

    [Fact]
    public void TwoEntriesOverTheSameBytesAreRefused()
    {
        using var scratch = new Scratch();
        var bytes = TorchFile.Archive([("n/data.pkl", Pickle), ("n/data/0", new byte[16]), ("n/data/1", new byte[16])]);
        SetDirectory(bytes, "n/data/1", 42, (uint)bytes.AsSpan().IndexOf("PK\u0003\u0004"u8) + 0); // where n/data.pkl begins
        Assert.Contains("overlaps", Refusal(scratch.Write("overlap.pth", bytes)));
    }

    [Theory]
    [InlineData("../../etc/passwd"), InlineData("/etc/passwd"), InlineData("0/../0")]
    public void StorageKeyNeverLeavesTheArchive(string key)
    {
        using var scratch = new Scratch();
        var pickle = TorchFile.Pickle(p => p.Global("torch._utils", "_rebuild_tensor_v2").Raw('(')
            .Raw('(').Text("storage").Global("torch", "ByteStorage").Text(key).Text("cpu").Int(4).Raw('t', 'Q')
            .Int(0).Ints([4]).Ints([1]).Raw(0x89).Global("collections", "OrderedDict").Raw(')', 'R').Raw('t', 'R'));
        Assert.Contains($"data/{key} is missing", Refusal(scratch.Write("path.pth", TorchFile.Zip(pickle, new byte[16]))));
    }

    [Theory]
    [InlineData(8, 1u, "encrypted")]
    [InlineData(10, 12u, "method 12")]
    [InlineData(20, 5u, "two lengths")]
    [InlineData(42, 0x7fffffffu, "ends early")]
    public void OddDirectoryEntryIsRefused(int field, uint value, string expected)
    {
        using var scratch = new Scratch();
        var bytes = TorchFile.Zip(Pickle, new byte[16]);
        SetDirectory(bytes, "net/data/0", field, value, wide: field >= 20);
        Assert.Contains(expected, Refusal(scratch.Write("odd.pth", bytes)));
    }

    [Fact]
    public void OtherZipsAreNamed()
    {
        using var scratch = new Scratch();
        Assert.Contains("not one of PyTorch's", Refusal(scratch.Write("a.pth", TorchFile.Archive([("readme.txt", new byte[3])]))));
        var script = TorchFile.Archive([("n/data.pkl", Pickle), ("n/constants.pkl", Pickle), ("n/code/a.py", new byte[3])]);
        Assert.Contains("TorchScript", Refusal(scratch.Write("b.pth", script)));
    }

    [Fact]
    public void Zip64RecordsAreRead()
    {
        using var scratch = new Scratch();
        using var scope = NewDisposeScope();
        var bytes = TorchFile.Zip(Pickle, [.. Enumerable.Range(1, 4).SelectMany(i => BitConverter.GetBytes((float)i))]);
        var end = bytes.Length - 22;
        var wide = new byte[56 + 20];
        BinaryPrimitives.WriteUInt32LittleEndian(wide, 0x06064b50);
        BinaryPrimitives.WriteInt64LittleEndian(wide.AsSpan(4), 44);
        BinaryPrimitives.WriteInt64LittleEndian(wide.AsSpan(32), BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(end + 10)));
        BinaryPrimitives.WriteInt64LittleEndian(wide.AsSpan(40), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(end + 12)));
        BinaryPrimitives.WriteInt64LittleEndian(wide.AsSpan(48), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(end + 16)));
        BinaryPrimitives.WriteUInt32LittleEndian(wide.AsSpan(56), 0x07064b50);
        BinaryPrimitives.WriteInt64LittleEndian(wide.AsSpan(64), end);
        var last = bytes[end..];
        last.AsSpan(8, 12).Fill(0xff);
        var file = scratch.Write("wide.pth", [.. bytes[..end], .. wide, .. last]);
        Assert.Equal([1f, 2f, 3f, 4f], WeightFile.Load(file).Tensors()["w"].data<float>().ToArray());
    }

    private static void SetDirectory(byte[] zip, string name, int field, uint value, bool wide = true)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        for (var at = 0; at < zip.Length - 46 - bytes.Length; at++)
        {
            if (!zip.AsSpan(at, 4).SequenceEqual("PK\u0001\u0002"u8) || !zip.AsSpan(at + 46, bytes.Length).SequenceEqual(bytes)) continue;
            if (wide) BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(at + field), value);
            else BinaryPrimitives.WriteUInt16LittleEndian(zip.AsSpan(at + field), (ushort)value);
            return;
        }

        Assert.Fail($"no directory entry {name}");
    }

    private static string Refusal(string path) => Assert.Throws<InvalidDataException>(() => WeightFile.Load(path)).Message;
}
