using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

/// <summary>Files that PyTorch wrote, against what PyTorch reads from them (tests/Fixtures/pth-fixtures.json, written with PyTorch 1.13).</summary>
public class PthFixtureTests
{
    private static readonly JsonElement Truth = Repository.Fixture("pth-fixtures.json");

    public static TheoryData<string> Files => [.. Truth.EnumerateObject().Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Files))]
    public void HoldsWhatPyTorchReads(string name)
    {
        var path = Repository.Data("pth-fixtures", name);
        var truth = Truth.GetProperty(name);
        if (truth.ValueKind == JsonValueKind.Null)
        {
            Assert.Contains(path, Assert.Throws<InvalidDataException>(() => WeightFile.Load(path)).Message);
            return;
        }

        using var scope = NewDisposeScope();
        var file = WeightFile.Load(path);
        var tensors = file.Tensors();
        var expected = truth.EnumerateObject().Where(t => t.Name != "#values").ToList();
        Assert.Equal(expected.Select(t => t.Name), file.Entries.Select(e => e.Name));
        foreach (var item in expected) Check(item, tensors[item.Name]);
        if (!truth.TryGetProperty("#values", out var values)) return;
        foreach (var value in values.EnumerateObject()) Assert.Equal(value.Value.ToString(), file.Values[value.Name]?.ToString() ?? "", ignoreCase: true);
    }

    private static void Check(JsonProperty expected, Tensor actual)
    {
        Assert.Equal(Type(expected.Value.GetProperty("type").GetString()!), actual.dtype);
        Assert.Equal(expected.Value.GetProperty("shape").EnumerateArray().Select(n => n.GetInt64()), actual.shape);
        var at = expected.Value.GetProperty("at").EnumerateArray().Select(n => n.GetInt32()).ToList();
        var wanted = expected.Value.GetProperty("values").EnumerateArray().Select(Number).ToList();
        var flat = actual.contiguous().view(-1).to_type(ScalarType.Float64).data<double>().ToArray();
        Assert.Equal(wanted, at.Select(i => flat[i]));
    }

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : value.GetString() switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.NaN,
    };

    private static ScalarType Type(string name) => name switch
    {
        "uint8" => ScalarType.Byte,
        _ => Enum.Parse<ScalarType>(name, ignoreCase: true),
    };
}
