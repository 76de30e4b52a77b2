namespace Course.Drawings;

/// <summary>
/// A filter on its way over an input, as deep-learning libraries convolve: without flipping the filter. A matrix has one slice, a
/// vector one slice with one row.
/// </summary>
/// <param name="Dimensions">Of the convolution: 1, 2 or 3.</param>
/// <param name="Input">With its padding of zeros. // [D + 2P, H + 2P, W + 2P]</param>
/// <param name="Filter">The weights. // [d, k, k]</param>
internal sealed record Sweep(int Dimensions, double[,,] Input, double[,,] Filter)
{
    /// <summary>How far the filter moves each step.</summary>
    public required int Stride { get; init; }

    /// <summary>How many zeros were added on each side.</summary>
    public required int Padding { get; init; }

    /// <summary>Distance between neighbouring weights on the input.</summary>
    public required int Dilation { get; init; }

    /// <summary>The sums. // [slices, rows, columns]</summary>
    public required double[,,] Output { get; init; }

    /// <summary>The input numbers under the filter that make one number of the output.</summary>
    public IReadOnlyList<Tap> Taps(Place output)
    {
        return [.. Place.All(Filter).Select(weight =>
        {
            var slice = Under(output.Slice, weight.Slice);
            var row = Under(output.Row, weight.Row);
            var column = Under(output.Column, weight.Column);
            var factor = Filter[weight.Slice, weight.Row, weight.Column];
            return new Tap(new(slice, row, column), weight, Input[slice, row, column], factor);
        })];

        int Under(int step, int weight) => step * Stride + weight * Dilation;
    }

    /// <summary>Whether a place of the padded input is one of the added zeros.</summary>
    public bool IsPadding(Place place) =>
        Outside(place.Column, 2) || Dimensions > 1 && Outside(place.Row, 1) || Dimensions > 2 && Outside(place.Slice, 0);

    private bool Outside(int index, int axis) => index < Padding || index >= Input.GetLength(axis) - Padding;
}
