using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>A place in a stack of matrices; a matrix has one slice, a vector one slice with one row.</summary>
internal readonly record struct Place(int Slice, int Row, int Column);

/// <summary>One input number under one filter weight.</summary>
internal sealed record Tap(Place Input, Place Filter, double Value, double Weight)
{
    public double Product => Value * Weight;
}

/// <summary>One position of the filter and the output number that it gives.</summary>
internal sealed record SweepStep(Place Output, IReadOnlyList<Tap> Taps)
{
    public double Sum => Taps.Sum(tap => tap.Product);
}

/// <summary>
/// A filter on its way over an input, as deep-learning libraries convolve: without flipping the filter. All tensors are seen as
/// [slices, rows, columns].
/// </summary>
internal sealed class Sweep
{
    private const int MostNumbers = 400;
    private const int MostSteps = 144;

    public Sweep(Tensor input, Tensor filter, SlidingOptions options)
    {
        Dimensions = (int)input.Dimensions;
        if (Dimensions is < 1 or > 3 || filter.Dimensions != Dimensions)
            throw new ArgumentException("Expected input and filter both [W], [H, W] or [D, H, W], " +
                $"found input [{string.Join(", ", input.shape)}] and filter [{string.Join(", ", filter.shape)}].");
        if (options.Stride < 1 || options.Dilation < 1 || options.Padding < 0)
            throw new ArgumentException("Expected stride and dilation of at least 1 and padding of at least 0, " +
                $"found stride {options.Stride}, dilation {options.Dilation}, padding {options.Padding}.", nameof(options));
        Padding = options.Padding;
        var size = Enumerable.Range(0, Dimensions).Select(i => OutputSize((int)input.shape[i], (int)filter.shape[i], options)).ToArray();
        Input = Numbers(input, Padding);
        Filter = Numbers(filter, 0);
        int[] all = [.. Enumerable.Repeat(1, 3 - Dimensions), .. size];
        if (Input.Length > MostNumbers || Filter.Length > MostNumbers || all.Aggregate((a, b) => a * b) > MostSteps)
            throw new ArgumentException($"Expected at most {MostNumbers} input numbers (with padding) and {MostSteps} output numbers, found " +
                $"{Input.Length} and {string.Join(" x ", size)}. Take a smaller piece of the input.", nameof(input));
        Steps = [.. Places(all[0], all[1], all[2]).Select(place => new SweepStep(place, Taps(place, options)))];
        Output = new double[all[0], all[1], all[2]];
        foreach (var step in Steps)
            Output[step.Output.Slice, step.Output.Row, step.Output.Column] = step.Sum;
    }

    public int Dimensions { get; }

    public int Padding { get; }

    /// <summary>With its padding of zeros. // [D + 2P, H + 2P, W + 2P]</summary>
    public double[,,] Input { get; }

    public double[,,] Filter { get; }

    public double[,,] Output { get; }

    public IReadOnlyList<SweepStep> Steps { get; }

    public static IEnumerable<Place> Places(int slices, int rows, int columns) =>
        from slice in Enumerable.Range(0, slices)
        from row in Enumerable.Range(0, rows)
        from column in Enumerable.Range(0, columns)
        select new Place(slice, row, column);

    /// <summary>Whether a place of the padded input is one of the added zeros.</summary>
    public bool IsPadding(Place place) =>
        Outside(place.Column, 2) || Dimensions > 1 && Outside(place.Row, 1) || Dimensions > 2 && Outside(place.Slice, 0);

    private bool Outside(int index, int axis) => index < Padding || index >= Input.GetLength(axis) - Padding;

    private List<Tap> Taps(Place output, SlidingOptions options)
    {
        return [.. Places(Filter.GetLength(0), Filter.GetLength(1), Filter.GetLength(2)).Select(weight =>
        {
            var place = new Place(Under(output.Slice, weight.Slice), Under(output.Row, weight.Row), Under(output.Column, weight.Column));
            return new Tap(place, weight, Input[place.Slice, place.Row, place.Column], Filter[weight.Slice, weight.Row, weight.Column]);
        })];

        int Under(int step, int weight) => step * options.Stride + weight * options.Dilation;
    }

    private static int OutputSize(int input, int filter, SlidingOptions options)
    {
        var span = options.Dilation * (filter - 1) + 1;
        var room = input + 2 * options.Padding - span;
        return input > 0 && filter > 0 && room >= 0 ? room / options.Stride + 1 : throw new ArgumentException(
            $"Expected a filter that fits into the input, found a span of {span} (filter {filter}, dilation {options.Dilation}) " +
            $"on {input + 2 * options.Padding} numbers (input {input}, padding {options.Padding} on each side).");
    }

    private static double[,,] Numbers(Tensor values, int padding)
    {
        using var scope = NewDisposeScope();
        var sides = Enumerable.Repeat((long)padding, 2 * (int)values.Dimensions).ToArray();
        var padded = nn.functional.pad(values.detach().cpu().to(ScalarType.Float64), sides);
        long[] shape = [.. Enumerable.Repeat(1L, 3 - (int)values.Dimensions), .. padded.shape];
        var numbers = new double[shape[0], shape[1], shape[2]];
        Buffer.BlockCopy(padded.contiguous().data<double>().ToArray(), 0, numbers, 0, numbers.Length * sizeof(double));
        return numbers;
    }
}
