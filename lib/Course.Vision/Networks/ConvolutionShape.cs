namespace Course.Vision;

/// <summary>Output size of a convolution or pooling along one axis, and what a wrong prediction of it overlooked.</summary>
/// <param name="Input">Size of the input, in cells.</param>
/// <param name="Kernel">Size of the filter, in cells.</param>
/// <param name="Stride">How far the filter moves each time.</param>
/// <param name="Padding">Cells added on either side.</param>
/// <param name="Dilation">Distance between the filter's cells; 1 for a filter without gaps.</param>
/// <remarks>The formula is that of torch.nn.Conv1d; V. Dumoulin, F. Visin, "A guide to convolution arithmetic for deep
/// learning" (2016), https://arxiv.org/abs/1603.07285.</remarks>
public sealed record ConvolutionShape(int Input, int Kernel, int Stride = 1, int Padding = 0, int Dilation = 1)
{
    /// <summary>How many cells the filter covers, gaps included.</summary>
    public int Reach => Dilation * (Kernel - 1) + 1;

    /// <summary>Size of the output.</summary>
    /// <exception cref="ArgumentException">A setting makes no sense, or the filter does not fit.</exception>
    public int Output
    {
        get
        {
            if (Input < 1 || Kernel < 1 || Stride < 1 || Padding < 0 || Dilation < 1)
                throw new ArgumentException(
                    "Expected an input, kernel, stride and dilation of at least 1 and a padding of at least 0, found input "
                        + $"{Input}, kernel {Kernel}, stride {Stride}, padding {Padding}, dilation {Dilation}.");
            var room = (long)Input + 2L * Padding - Reach;
            return room >= 0 ? (int)(room / Stride) + 1
                : throw new ArgumentException(
                $"The filter covers {Reach} cells, but the input with its padding has only {Input + 2 * Padding}: " +
                    "use a smaller filter or dilation, or more padding.");
        }
    }

    /// <summary>Compares a prediction with the formula, step by step.</summary>
    /// <param name="predicted">The size somebody expects.</param>
    /// <returns>Whether it is right; if not, the likely slip and the calculation.</returns>
    public string Explain(int predicted)
    {
        var calculation = $"⌊({Input} + 2·{Padding} − {Dilation}·({Kernel} − 1) − 1) / {Stride}⌋ + 1 = {Output}";
        return predicted == Output ? Words.Here["RightSize", calculation]
            : Words.Here["WrongSize", predicted, Slip(predicted), calculation];
    }

    private string Slip(int predicted)
    {
        var slips = new (int Result, string Word)[]
        {
            (Of(padding: 0), "SlipPadding"),
            (Of(stride: 1), "SlipStride"),
            (Of(dilation: 1), "SlipDilation"),
            ((Input + Padding - Reach) / Stride + 1, "SlipBothSides"),
            (Output - 1, "SlipFirst"),
            (Input, "SlipSame"),
            (Input / Stride, "SlipInput"),
            ((int)Math.Ceiling((Input + 2.0 * Padding - Reach) / Stride) + 1, "SlipRounding"),
        };
        return Words.Here[slips.FirstOrDefault(slip => slip.Result == predicted && slip.Result != Output).Word ?? "SlipNone"];
    }

    private int Of(int? padding = null, int? stride = null, int? dilation = null) =>
        (Input + 2 * (padding ?? Padding) - (dilation ?? Dilation) * (Kernel - 1) - 1) / (stride ?? Stride) + 1;
}
