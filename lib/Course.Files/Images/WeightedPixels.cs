using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Course.Files;

/// <summary>
/// Weighted means of interleaved pixels, the resampler's innermost loops: a pixel's four bytes become four integers of one
/// vector, two pixels eight.
/// </summary>
internal static class WeightedPixels
{
    private const int FractionBits = ResamplingWeights.FractionBits;
    private const int Half = 1 << (FractionBits - 1);

    /// <summary>Makes each pixel of a new row from neighbours in the old one.</summary>
    public static void Across(ReadOnlySpan<byte> row, Span<byte> target, ResamplingWeights weights)
    {
        for (var x = 0; x < weights.Count.Length; x++)
        {
            var old = row.Slice(weights.First[x] * 4, weights.Count[x] * 4);
            var factors = weights.Of(x);
            var pairs = Vector256<int>.Zero;
            var k = 0;
            for (; k + 2 <= factors.Length; k += 2)
                pairs += TwoPixels(old[(4 * k)..]) * Vector256.Create(
                    Vector128.Create(factors[k]), Vector128.Create(factors[k + 1]));
            var sum = pairs.GetLower() + pairs.GetUpper() + Vector128.Create(Half);
            if (k < factors.Length)
                sum += OnePixel(old[(4 * k)..]) * factors[k];
            var bytes = Clamp(sum >> FractionBits);
            MemoryMarshal.Write(
                target[(4 * x)..], Vector128.Narrow(Vector128.Narrow(bytes, bytes), default).AsUInt32().ToScalar());
        }
    }

    /// <summary>Makes a new row from old ones that lie one below the other.</summary>
    /// <param name="rows">The old rows, <paramref name="rowBytes"/> from one to the next.</param>
    public static void Down(ReadOnlySpan<byte> rows, int rowBytes, Span<byte> target, ReadOnlySpan<int> factors)
    {
        var x = 0;
        for (; x + 8 <= target.Length; x += 8)
        {
            var sum = Vector256.Create(Half);
            for (var k = 0; k < factors.Length; k++)
                sum += TwoPixels(rows[(k * rowBytes + x)..]) * Vector256.Create(factors[k]);
            var numbers = sum >> FractionBits;
            var bytes = Vector128.Narrow(Clamp(numbers.GetLower()), Clamp(numbers.GetUpper()));
            MemoryMarshal.Write(target[x..], Vector128.Narrow(bytes, default).AsUInt64().ToScalar());
        }

        for (; x < target.Length; x++)
        {
            var sum = Half;
            for (var k = 0; k < factors.Length; k++)
                sum += rows[k * rowBytes + x] * factors[k];
            target[x] = (byte)Math.Clamp(sum >> FractionBits, 0, 255);
        }
    }

    private static Vector256<int> TwoPixels(ReadOnlySpan<byte> bytes)
    {
        var eight = Vector128.CreateScalarUnsafe(MemoryMarshal.Read<ulong>(bytes)).AsByte();
        if (Avx2.IsSupported)
            return Avx2.ConvertToVector256Int32(eight);
        var words = Vector128.WidenLower(eight);
        return Vector256.Create(Vector128.WidenLower(words), Vector128.WidenUpper(words)).AsInt32();
    }

    private static Vector128<int> OnePixel(ReadOnlySpan<byte> bytes) =>
        Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalarUnsafe(MemoryMarshal.Read<uint>(bytes)).AsByte()))
        .AsInt32();

    private static Vector128<int> Clamp(Vector128<int> numbers) =>
        Vector128.Clamp(numbers, Vector128<int>.Zero, Vector128.Create(255));
}
