using System.IO.Compression;
using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

/// <summary>Truncated, flipped and crafted files: a clear error or the right data, never a crash, a hang or a huge allocation.</summary>
public class DamagedWeightFileTests
{
    private static readonly byte[] Numbers = [.. Enumerable.Range(0, 512).SelectMany(i => BitConverter.GetBytes(i * 0.5f))];
    private static readonly byte[] Pickle = TorchFile.StateDict(("conv1.weight", [4, 4, 3, 3]), ("fc.weight", [8, 10]), ("fc.bias", [8]));

    [Theory]
    [InlineData("zip"), InlineData("deflated"), InlineData("legacy"), InlineData("safetensors")]
    public void TruncatedAnywhereIsRefused(string form)
    {
        using var scratch = new Scratch();
        var whole = Make(form, scratch);
        for (var length = 0; length < whole.Length; length += Math.Max(1, whole.Length / 400))
            Assert.ThrowsAny<InvalidDataException>(() => Open(scratch.Write("cut", whole[..length])).Values.ToList().ForEach(t => t.Dispose()));
    }

    [Theory]
    [InlineData("zip"), InlineData("deflated"), InlineData("legacy"), InlineData("safetensors")]
    public void FlippedBitIsRefusedOrChangesOnlyWhatItSays(string form)
    {
        using var scratch = new Scratch();
        var whole = Make(form, scratch);
        var random = new Random(1);
        var refused = 0;
        var before = GC.GetTotalAllocatedBytes();
        for (var trial = 0; trial < 1500; trial++)
        {
            var bytes = (byte[])whole.Clone();
            var at = trial < whole.Length ? trial : random.Next(whole.Length); // headers come first or last
            if (trial % 2 == 1) at = whole.Length - 1 - at % whole.Length;
            bytes[at] ^= (byte)(1 << random.Next(8));
            try
            {
                using var scope = NewDisposeScope();
                foreach (var tensor in Open(scratch.Write("flipped", bytes)).Values)
                {
                    Assert.InRange(tensor.numel(), 0, 144);
                    // Only zip has checksums; there no number may differ.
                    if (form is "zip" or "deflated") Assert.All(tensor.data<float>().ToArray(), v => Assert.Equal(Math.Round(v * 2), v * 2));
                }
            }
            catch (InvalidDataException e)
            {
                refused++;
                Assert.Contains("flipped", e.Message);
            }
        }

        Assert.True(refused > 100, $"only {refused} were refused");
        Assert.True(GC.GetTotalAllocatedBytes() - before < 4L << 30);
    }

    [Fact]
    public void PackedDataEndsWhereTheDirectorySays()
    {
        using var scratch = new Scratch();
        var whole = Make("deflated", scratch);
        var entries = Enumerable.Range(0, whole.Length - 4).Where(at => whole.AsSpan(at, 4).SequenceEqual("PK\u0001\u0002"u8)).ToList();
        Assert.Equal(4, entries.Count);
        foreach (var at in entries)
        {
            var bytes = (byte[])whole.Clone();
            BitConverter.TryWriteBytes(bytes.AsSpan(at + 20), BitConverter.ToInt32(bytes, at + 20) / 2);
            Assert.ThrowsAny<InvalidDataException>(() => Open(scratch.Write("short", bytes)).Values.ToList().ForEach(t => t.Dispose()));
        }
    }

    [Theory]
    [InlineData(new long[] { -1 }, new long[] { 1 }, 0)]
    [InlineData(new long[] { 5 }, new long[] { 1 }, 0)]
    [InlineData(new long[] { 4 }, new long[] { 1 }, 1)]
    [InlineData(new long[] { 4 }, new long[] { 1 }, -1)]
    [InlineData(new long[] { 2 }, new long[] { long.MaxValue }, 0)]
    [InlineData(new long[] { 1L << 40, 1L << 40 }, new long[] { 0, 0 }, 0)]
    [InlineData(new long[] { 1L << 40, 1L << 40, 0 }, new long[] { 0, 0, 0 }, 0)]
    [InlineData(new long[] { 2, 2 }, new long[] { 1 }, 0)]
    [InlineData(new long[] { 2 }, new long[] { -1 }, 1)]
    [InlineData(new long[] { 1 }, new long[] { 1 }, long.MaxValue)]
    public void ViewOutsideItsStorageIsRefused(long[] shape, long[] strides, long offset)
    {
        using var scratch = new Scratch();
        var pickle = TorchFile.Pickle(p => p.Tensor(0, shape, strides, offset, count: 4));
        foreach (var bytes in new[] { TorchFile.Zip(pickle, new byte[16]), TorchFile.Legacy(pickle, new byte[16]) })
            Assert.Contains("does not fit its storage", Refusal(scratch.Write("view.pth", bytes)));
    }

    [Theory]
    [InlineData(-1), InlineData(5), InlineData(long.MaxValue), InlineData(1L << 60)]
    public void StorageLargerThanItsBytesIsRefused(long count)
    {
        using var scratch = new Scratch();
        var pickle = TorchFile.Pickle(p => p.Tensor(0, [1], count: count));
        Refusal(scratch.Write("a.pth", TorchFile.Zip(pickle, new byte[16])));
        Refusal(scratch.Write("b.pth", TorchFile.Legacy(pickle, new byte[16])));
    }

    [Fact]
    public void ListsThatHoldEachOtherTenfoldAreRefused()
    {
        using var scratch = new Scratch();
        var laughs = TorchFile.Pickle(p =>
        {
            p.Raw(']').Raw('q', 0).Raw('0');
            for (var i = 1; i < 30; i++)
            {
                p.Raw(']').Raw('q', i).Raw('(');
                for (var j = 0; j < 10; j++) p.Raw('h', i - 1);
                p.Raw('e', '0');
            }

            p.Raw('h', 29);
        });
        Assert.Contains("nested without end", Refusal(scratch.Write("laughs.pth", TorchFile.Zip(laughs))));
        var self = TorchFile.Pickle(p => p.Raw(']').Raw('q', 0).Raw('h', 0).Raw('a'));
        Assert.Contains("nested without end", Refusal(scratch.Write("self.pth", TorchFile.Legacy(self))));
    }

    [Fact]
    public void BigEndianFileIsRefused()
    {
        using var scratch = new Scratch();
        var file = scratch.Write("big.pth", TorchFile.Archive([("a/data.pkl", Pickle), ("a/byteorder", "big"u8.ToArray())]));
        Assert.Contains("little-endian", Refusal(file));
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html>", "web site"), InlineData("version https://git-lfs.github.com/spec/v1", "Git LFS"), InlineData("", "empty")]
    public void SomethingElseIsNamed(string content, string expected)
    {
        using var scratch = new Scratch();
        Assert.Contains(expected, Refusal(scratch.Write("else.pth", Encoding.UTF8.GetBytes(content))));
    }

    private static byte[] Make(string form, Scratch scratch)
    {
        byte[][] storages = [Numbers[..576], Numbers[..320], Numbers[..32]];
        switch (form)
        {
            case "zip": return TorchFile.Zip(Pickle, storages);
            case "legacy": return TorchFile.Legacy(Pickle, storages);
            case "deflated":
                return TorchFile.Archive([("n/data.pkl", Pickle), .. storages.Select((s, i) => ($"n/data/{i}", s))], CompressionLevel.Optimal);
            default:
                using (NewDisposeScope())
                    WeightFile.Save(scratch["whole"], [("conv1.weight", ones(4, 4, 3, 3)), ("fc.weight", ones(8, 10)), ("fc.bias", ones(8))]);
                return File.ReadAllBytes(scratch["whole"]);
        }
    }

    private static Dictionary<string, Tensor> Open(string path) => WeightFile.Load(path).Tensors();

    private static string Refusal(string path) => Assert.Throws<InvalidDataException>(() => WeightFile.Load(path)).Message;
}
