using System.Buffers.Binary;
using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

public class SafeTensorsTests
{
    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""", 8, "whole numbers from 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "lies at bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,16]}}""", 8, "lies at bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,9223372036854775807]}}""", 8, "lies at bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,18446744073709551616]}}""", 8, "whole numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "whole numbers from 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4611686018427387904],"data_offsets":[0,8]}}""", 8, "impossibly large")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "12 bytes")]
    [InlineData("""{"a":{"dtype":"F31","shape":[2],"data_offsets":[0,8]}}""", 8, "type F31")]
    [InlineData("""{"a":{"dtype":7,"shape":[2],"data_offsets":[0,8]}}""", 8, "type 7")]
    [InlineData("""{"a":{"shape":[2],"data_offsets":[0,8]}}""", 8, "lacks its dtype")]
    [InlineData("""{"a":[]}""", 8, "lacks its dtype")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""", 16, "Duplicate")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "overlap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "overlap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 12, "belong to none")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 8, "its tensors end")]
    [InlineData("""{"a":{"dtype":"F32","shape":[[[[[[[[[[1]]]]]]]]]],"data_offsets":[0,4]}}""", 4, "no valid JSON")]
    [InlineData("""{"a\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "no valid JSON text")]
    [InlineData("""{"a":{"dtype":"\udc00","shape":[1],"data_offsets":[0,4]}}""", 4, "no valid text")]
    [InlineData("{\"a\": ", 0, "no valid JSON")]
    public void BadHeaderIsRefused(string header, int bytes, string expected)
    {
        using var scratch = new Scratch();
        Assert.Contains(expected, Refusal(scratch.Write("bad.safetensors", File(header, bytes))));
    }

    [Theory]
    [InlineData(ulong.MaxValue), InlineData(1UL << 63), InlineData(100_000_001), InlineData(1000)]
    public void HeaderLengthIsCheckedBeforeItIsRead(ulong length)
    {
        using var scratch = new Scratch();
        var bytes = File("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        Assert.Contains("header claims", Refusal(scratch.Write("long.safetensors", bytes)));
    }

    [Fact]
    public void EveryTypeComesBackAsItWasWritten()
    {
        using var scratch = new Scratch();
        using var scope = NewDisposeScope();
        ScalarType[] types = [ScalarType.Float64, ScalarType.Float32, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Int64, ScalarType.Int32,
            ScalarType.Int16, ScalarType.Int8, ScalarType.Byte, ScalarType.Bool, ScalarType.ComplexFloat32];
        var tensors = types.Select(type => (Key: type.ToString(), Value: arange(6).remainder(2).view(2, 3).to_type(type))).ToList();
        tensors.Add(("scalar", tensor(2.5f)));
        tensors.Add(("empty", zeros(0, 3)));
        tensors.Add(("transposed", arange(6, dtype: ScalarType.Float32).view(2, 3).t()));
        tensors.Add(("이름 \"quoted\"", ones(1)));
        WeightFile.Save(scratch["all.safetensors"], tensors, new Dictionary<string, string> { ["note"] = "한글" });

        var file = WeightFile.Load(scratch["all.safetensors"]);
        var read = file.Tensors();
        Assert.Equal("한글", file.Values["note"]);
        Assert.Equal(tensors.Count, read.Count);
        foreach (var (key, value) in tensors)
        {
            Assert.Equal(value.dtype, read[key].dtype);
            Assert.Equal(value.shape, read[key].shape);
            Assert.True(value.equal(read[key]).all().item<bool>(), key);
        }
    }

    [Fact]
    public void PythonsLibraryLayoutIsKept()
    {
        using var scratch = new Scratch();
        using var scope = NewDisposeScope();
        WeightFile.Save(scratch["a.safetensors"], [("flag", ones(3, dtype: ScalarType.Bool)), ("w", ones(2))]);
        var bytes = System.IO.File.ReadAllBytes(scratch["a.safetensors"]);
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        var header = Encoding.UTF8.GetString(bytes, 8, length);
        Assert.Equal(0, length % 8);
        Assert.Equal("""{"__metadata__":{"format":"pt"},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"flag":{"dtype":"BOOL","shape":[3],"data_offsets":[8,11]}}""",
            header.TrimEnd());
    }

    [Fact]
    public void NameThatOccursTwiceIsNotWritten()
    {
        using var scratch = new Scratch();
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => WeightFile.Save(scratch["twice.safetensors"], [("w", ones(1)), ("w", ones(1))]));
        Assert.False(System.IO.File.Exists(scratch["twice.safetensors"]));
    }

    private static byte[] File(string header, int bytes)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var file = new byte[8 + text.Length + bytes];
        BinaryPrimitives.WriteInt64LittleEndian(file, text.Length);
        text.CopyTo(file, 8);
        return file;
    }

    private static string Refusal(string path) => Assert.Throws<InvalidDataException>(() => WeightFile.Load(path)).Message;
}
