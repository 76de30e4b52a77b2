using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Convolution in one, two or three dimensions by nothing but loops: slow, and there to be read and compared with. It is the
/// cross-correlation that neural networks use.
/// </summary>
public static class PlainConvolution
{
    /// <summary>Moves a filter over an input.</summary>
    /// <param name="input">float32. // [C, W], [C, H, W] or [C, L, H, W]</param>
    /// <param name="weight">float32, with as many axes after the second as the input has after its first.
    /// // [O, C / groups, k], [O, C / groups, k, k] or [O, C / groups, d, k, k]</param>
    /// <param name="stride">How far the filter moves each time.</param>
    /// <param name="padding">Zeros added on either side of every axis.</param>
    /// <param name="dilation">Distance between the filter's cells.</param>
    /// <param name="groups">Bundles of channels that are summed separately.</param>
    /// <returns>float32. // [O, W], [O, H, W] or [O, L, H, W]</returns>
    /// <exception cref="ArgumentException">The shapes don't fit each other, or the filter does not fit the input.</exception>
    public static Tensor Apply(Tensor input, Tensor weight, int stride = 1, int padding = 0, int dilation = 1, int groups = 1)
    {
        var axes = (int)input.dim() - 1;
        if (axes is < 1 or > 3 || weight.dim() != axes + 2 || groups < 1 || input.shape[0] != weight.shape[1] * groups || weight.shape[0] % groups != 0)
            throw new ArgumentException("Expected an input [C, axes] and a weight [O, C / groups, axes] with the same one to three axes and O a " +
                $"multiple of groups, found [{string.Join(", ", input.shape)}], [{string.Join(", ", weight.shape)}] and {groups} groups.");

        // Missing axes have the size 1 and a filter of 1, so that one set of loops serves all three cases.
        var size = Three(input.shape[1..], 1);
        var kernel = Three(weight.shape[2..], 1);
        var pads = Three(Enumerable.Repeat((long)padding, axes), 0);
        var steps = Three(Enumerable.Repeat((long)stride, axes), 1);
        var output = size.Zip(kernel, (n, k) => (n, k)).Select((axis, i) =>
            new ConvolutionShape(axis.n, axis.k, steps[i], pads[i], dilation).Output).ToArray();

        var values = input.contiguous().data<float>().ToArray();
        var weights = weight.contiguous().data<float>().ToArray();
        var (outputs, channels) = ((int)weight.shape[0], (int)weight.shape[1]);
        var result = new float[outputs * output[0] * output[1] * output[2]];
        var cell = 0;
        for (var o = 0; o < outputs; o++)
            for (var z = 0; z < output[0]; z++)
                for (var y = 0; y < output[1]; y++)
                    for (var x = 0; x < output[2]; x++)
                        result[cell++] = At(o, z * steps[0] - pads[0], y * steps[1] - pads[1], x * steps[2] - pads[2]);
        return tensor(result).reshape([outputs, .. output[(3 - axes)..].Select(n => (long)n)]);

        // One output number: every weight times the input cell below it; cells outside the input are zero.
        float At(int o, int z0, int y0, int x0)
        {
            double sum = 0;
            for (var c = 0; c < channels; c++)
                for (var d = 0; d < kernel[0]; d++)
                    for (var i = 0; i < kernel[1]; i++)
                        for (var j = 0; j < kernel[2]; j++)
                        {
                            int z = z0 + d * dilation, y = y0 + i * dilation, x = x0 + j * dilation;
                            if (z < 0 || y < 0 || x < 0 || z >= size[0] || y >= size[1] || x >= size[2])
                                continue;
                            var channel = o / (outputs / groups) * channels + c;
                            sum += values[((channel * size[0] + z) * size[1] + y) * size[2] + x]
                                * weights[(((o * channels + c) * kernel[0] + d) * kernel[1] + i) * kernel[2] + j];
                        }
            return (float)sum;
        }
    }

    private static int[] Three(IEnumerable<long> sizes, int missing)
    {
        var given = sizes.Select(size => (int)size).ToArray();
        return [.. Enumerable.Repeat(missing, 3 - given.Length), .. given];
    }
}
