using System.Runtime.InteropServices;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests.Explain;

/// <summary>The XAI network of the golden references, its input, and PyTorch's and Captum's arrays.</summary>
internal sealed class GoldenXai
{
    private readonly JsonElement golden;
    private readonly byte[] arrays;

    public GoldenXai(int size)
    {
        golden = Repository.GoldenJson($"xai-{size}.json");
        arrays = File.ReadAllBytes(Repository.Golden($"xai-{size}-arrays.f32"));
        Formula.Fill(Model);
        Model.eval();
        Images = Formula.Input(1, 3, size, size);
    }

    public Xai Model { get; } = new();

    public Tensor Images { get; }

    public JsonElement this[string property] => golden.GetProperty(property);

    /// <summary>Within 1e-4 of the largest value, for all but <paramref name="kinks"/> of the elements; these in the mean within 0.5 %.</summary>
    /// <remarks>
    /// A gradient jumps where a ReLU or a maximum turns over, and rounding decides which side it is on: PyTorch 1.13 run again, in float32
    /// or float64, misses its own reference just as far. Saliency at 100 pixels: 0.3 % of the elements beyond 1e-4, norm 0.5 % off. The 50
    /// gradients of integrated gradients meet many such places: 32 and 43 %, norm 0.3 % off; Captum's array against PyTorch's: 11 and 22 %.
    /// </remarks>
    public void Check(string array, Tensor actual, double kinks = 0)
    {
        var entry = golden.GetProperty("raw_arrays").GetProperty("index").GetProperty(array);
        Assert.Equal(entry.GetProperty("shape").EnumerateArray().Select(v => v.GetInt64()), actual.shape);
        var bytes = arrays.AsSpan(entry.GetProperty("offset_bytes").GetInt32(), (int)actual.numel() * sizeof(float));
        var (expected, found) = (MemoryMarshal.Cast<byte, float>(bytes).ToArray(), SmallNetwork.Values(actual));
        if (kinks == 0)
        {
            Summary.Close(expected, found, array);
            return;
        }

        var (off, largest) = (expected.Zip(found, (e, f) => Math.Abs(e - f)).ToArray(), expected.Max(Math.Abs));
        Assert.InRange(off.Count(difference => difference > 1e-4 * largest) / (double)off.Length, 0, kinks);
        Assert.InRange(Math.Sqrt(off.Sum(d => (double)d * d) / expected.Sum(e => (double)e * e)), 0, 0.006);
        Assert.InRange(Math.Abs(found.Sum(f => (double)f) / expected.Sum(e => (double)e) - 1), 0, SumTolerance(array));
    }

    // Kinks hardly move the sum of integrated gradients, which is the difference of two scores; a plain gradient's sum is any number.
    private static double SumTolerance(string array) => array == "ig_gl" ? 1e-4 : double.PositiveInfinity;
}
