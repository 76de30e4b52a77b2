using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

/// <summary>The formula that fills weights and inputs of the golden references (its README, beside them, gives it).</summary>
internal static class Formula
{
    public static void Fill(nn.Module module, double gain = 1)
    {
        var k = 0;
        foreach (var (key, tensor) in StateDict.Of(module))
        {
            var shape = tensor.shape;
            if (tensor.dtype == ScalarType.Int64) using (no_grad()) tensor.zero_();
            else Fill(MemoryMarshal.Cast<byte, float>(tensor.bytes), key, shape, k, gain);
            k++;
        }
    }

    public static Tensor Input(long n, long c, long h, long w)
    {
        var x = empty(n, c, h, w);
        var values = MemoryMarshal.Cast<byte, float>(x.bytes);
        for (var i = 0; i < values.Length; i++) values[i] = (float)(0.5 + 0.5 * Math.Sin(0.013 * i + 0.7 * Math.Floor(i / (double)(h * w))));
        return x;
    }

    private static void Fill(Span<float> values, string key, long[] shape, int k, double gain)
    {
        if (shape.Length >= 2)
        {
            var spread = Math.Sqrt(3) * Math.Sqrt(2.0 / shape.Skip(1).Aggregate(1L, (a, b) => a * b)) * gain;
            for (var i = 0; i < values.Length; i++) values[i] = (float)((2 * (Hash((uint)i, k) / 4294967296.0) - 1) * spread);
            return;
        }

        for (var i = 0; i < values.Length; i++)
        {
            var s = Math.Sin(0.01 * i + 0.1 * k);
            values[i] = (float)(key switch
            {
                _ when key.EndsWith("running_mean", StringComparison.Ordinal) => 0.1 * s,
                _ when key.EndsWith("running_var", StringComparison.Ordinal) => 1 + 0.5 * s * s,
                _ when key.EndsWith("weight", StringComparison.Ordinal) => 1 + 0.2 * s,
                _ => 0.1 * s,
            });
        }
    }

    private static uint Hash(uint i, int k)
    {
        unchecked
        {
            var h = i * 0x9E3779B1 + (uint)(k + 1) * 0x85EBCA77;
            h ^= h >> 16;
            h *= 0x7FEB352D;
            h ^= h >> 15;
            h *= 0x846CA68B;
            return h ^ (h >> 16);
        }
    }
}
