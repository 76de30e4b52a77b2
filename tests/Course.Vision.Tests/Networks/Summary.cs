using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

/// <summary>Compares a tensor with the summary of it in a golden reference: 1e-4, relative to the tensor's own spread.</summary>
internal static class Summary
{
    public static void Check(JsonElement golden, Tensor actual, string what, double tolerance = 1e-4)
    {
        void Near(string name, double value, double scale, string of)
        {
            var expected = golden.GetProperty(name).GetDouble();
            Assert.True(Math.Abs(expected - value) <= tolerance * Math.Max(Math.Abs(expected), scale), $"{of}: {name} expected {expected}, not {value}");
        }

        using var scope = NewDisposeScope();
        Assert.Equal(Numbers(golden, "shape").Select(n => (long)n), actual.shape);
        var flat = actual.flatten().to_type(ScalarType.Float64);
        var spread = golden.GetProperty("std").GetDouble();
        Near("mean", flat.mean().item<double>(), spread, what);
        Near("std", flat.std(unbiased: false).item<double>(), spread, what);
        Near("min", flat.min().item<double>(), spread, what);
        Near("max", flat.max().item<double>(), spread, what);
        Near("sum", flat.sum().item<double>(), spread * flat.numel(), what);
        var highest = flat[(long)golden.GetProperty("argmax").GetDouble()].item<double>();
        Near("max", highest, spread, what + " at the reference's argmax");
        var first = flat[TensorIndex.Slice(0, 10)].data<double>().Select(v => (float)v).ToArray();
        Close(Numbers(golden, "first10").Select(n => (float)n).ToArray(), first, what, spread, tolerance);
    }

    /// <summary>Every element within the tolerance, relative to the largest expected value or the given scale.</summary>
    public static void Close(float[] expected, float[] actual, string what, double scale = 0, double tolerance = 1e-4)
    {
        Assert.Equal(expected.Length, actual.Length);
        scale = Math.Max(scale, expected.Max(Math.Abs));
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * scale, $"{what}[{i}]: expected {expected[i]}, not {actual[i]}");
    }

    private static IEnumerable<double> Numbers(JsonElement golden, string name) =>
        golden.GetProperty(name).EnumerateArray().Select(v => v.GetDouble());
}
