using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>How a filter moves over its input.</summary>
public sealed record SlidingOptions
{
    /// <summary>How far the filter moves each step, in every direction.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Zeros added on each side, in every direction.</summary>
    public int Padding { get; init; }

    /// <summary>Distance between neighbouring weights on the input.</summary>
    public int Dilation { get; init; } = 1;
}

/// <summary>
/// An animation of convolution: the filter moves over the input, each number under it is multiplied by its weight, and the sum
/// appears in the output. It can be stopped and stepped through; where motion is unwanted it begins with the last step and the
/// whole output.
/// </summary>
public static class SlidingFilter
{
    /// <summary>Animates a convolution of one channel in one, two or three dimensions.</summary>
    /// <param name="input">The numbers, few enough to be read. // [W], [H, W] or [D, H, W]</param>
    /// <param name="filter">The weights. // [k], [k, k] or [d, k, k]</param>
    /// <param name="options">Stride, padding, dilation.</param>
    /// <exception cref="ArgumentException">Shapes that don't match, a filter that does not fit, too many numbers.</exception>
    public static Picture Animate(Tensor input, Tensor filter, SlidingOptions? options = null)
    {
        options ??= new();
        var sweep = new Sweep(input, filter, options);
        var text = Words.Here["Sliding", input.Dimensions, sweep.Output.Length, Expect.Shape(input), Expect.Shape(filter),
            options.Stride, options.Padding, options.Dilation,
            string.Join(" ", sweep.Output.Cast<double>().Select(sum => Ticks.Short(sum)))];
        return new(new SlidingDrawing(sweep.Drawn).ToHtml(text), text);
    }
}

/// <summary>
/// A filter on its way over an input, as deep-learning libraries convolve: without flipping the filter. All tensors are seen as
/// [slices, rows, columns].
/// </summary>
internal sealed class Sweep
{
    private const int MostNumbers = 400;
    private const int MostSteps = 144;
    private readonly SlidingOptions options;

    public Sweep(Tensor input, Tensor filter, SlidingOptions options)
    {
        if (input.Dimensions is < 1 or > 3 || filter.Dimensions != input.Dimensions)
            throw new ArgumentException("Expected input and filter both [W], [H, W] or [D, H, W], " +
                $"found input {Expect.Shape(input)} and filter {Expect.Shape(filter)}.");
        var output = input.shape.Zip(filter.shape, (cells, weights) => (long)new ConvolutionShape(
            (int)cells, (int)weights, options.Stride, options.Padding, options.Dilation).Output).ToArray();
        this.options = options;
        Dimensions = (int)input.Dimensions;
        Input = Numbers(input, options.Padding);
        Filter = Numbers(filter, padding: 0);
        Output = Numbers(zeros(output), padding: 0);
        if (Input.Length > MostNumbers || Filter.Length > MostNumbers || Output.Length > MostSteps)
            throw new ArgumentException(
                $"Expected at most {MostNumbers} input numbers (with padding) and {MostSteps} output numbers, " +
                $"found {Input.Length} and {Output.Length}. Take a smaller piece of the input.", nameof(input));
        foreach (var place in Place.All(Output))
            Output[place.Slice, place.Row, place.Column] = Taps(place).Sum(tap => tap.Product);
    }

    public int Dimensions { get; }

    /// <summary>With its padding of zeros. // [D + 2P, H + 2P, W + 2P]</summary>
    public double[,,] Input { get; }

    public double[,,] Filter { get; }

    public double[,,] Output { get; }

    public Swept Drawn => new(Dimensions, Input, Filter, Output, Taps, IsPadding);

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

        int Under(int step, int weight) => step * options.Stride + weight * options.Dilation;
    }

    /// <summary>Whether a place of the padded input is one of the added zeros.</summary>
    public bool IsPadding(Place place) =>
        Outside(place.Column, 2) || Dimensions > 1 && Outside(place.Row, 1) || Dimensions > 2 && Outside(place.Slice, 0);

    private bool Outside(int index, int axis) => index < options.Padding || index >= Input.GetLength(axis) - options.Padding;

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
