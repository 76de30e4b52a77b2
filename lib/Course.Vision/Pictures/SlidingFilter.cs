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
    private const int MostNumbers = 400;
    private const int MostSteps = 144;

    /// <summary>Animates a convolution of one channel in one, two or three dimensions.</summary>
    /// <param name="input">The numbers, few enough to be read. // [W], [H, W] or [D, H, W]</param>
    /// <param name="filter">The weights. // [k], [k, k] or [d, k, k]</param>
    /// <param name="options">Stride, padding, dilation.</param>
    /// <exception cref="ArgumentException">Shapes that don't match, a filter that does not fit, too many numbers.</exception>
    public static Picture Animate(Tensor input, Tensor filter, SlidingOptions? options = null)
    {
        options ??= new();
        var sweep = SweepOf(input, filter, options);
        var text = Words.Here["Sliding", input.Dimensions, sweep.Output.Length, Expect.Shape(input), Expect.Shape(filter),
            options.Stride, options.Padding, options.Dilation,
            string.Join(" ", sweep.Output.Cast<double>().Select(sum => Ticks.Short(sum)))];
        return new(new SlidingDrawing(sweep).ToHtml(text), text);
    }

    private static Sweep SweepOf(Tensor input, Tensor filter, SlidingOptions options)
    {
        if (input.Dimensions is < 1 or > 3 || filter.Dimensions != input.Dimensions)
            throw new ArgumentException("Expected input and filter both [W], [H, W] or [D, H, W], " +
                $"found input {Expect.Shape(input)} and filter {Expect.Shape(filter)}.");
        var output = input.shape.Zip(filter.shape, (cells, weights) => (long)new ConvolutionShape(
            (int)cells, (int)weights, options.Stride, options.Padding, options.Dilation).Output).ToArray();
        var sweep = new Sweep((int)input.Dimensions, Numbers(input, options.Padding), Numbers(filter, padding: 0))
        {
            Stride = options.Stride,
            Padding = options.Padding,
            Dilation = options.Dilation,
            Output = Numbers(zeros(output), padding: 0),
        };
        if (sweep.Input.Length > MostNumbers || sweep.Filter.Length > MostNumbers || sweep.Output.Length > MostSteps)
            throw new ArgumentException(
                $"Expected at most {MostNumbers} input numbers (with padding) and {MostSteps} output numbers, " +
                $"found {sweep.Input.Length} and {sweep.Output.Length}. Take a smaller piece of the input.", nameof(input));
        foreach (var place in Place.All(sweep.Output))
            sweep.Output[place.Slice, place.Row, place.Column] = sweep.Taps(place).Sum(tap => tap.Product);
        return sweep;
    }

    /// <summary>A tensor as [slices, rows, columns].</summary>
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
