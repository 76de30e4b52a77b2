using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>How the filter moves, and the words in the picture.</summary>
public sealed record SlidingOptions
{
    /// <summary>How far the filter moves each step, in every direction.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Zeros added on each side, in every direction.</summary>
    public int Padding { get; init; }

    /// <summary>Distance between neighbouring weights on the input.</summary>
    public int Dilation { get; init; } = 1;

    /// <summary>Time each step is shown.</summary>
    public double SecondsPerStep { get; init; } = 1.2;

    /// <summary>Heading over the input.</summary>
    public string Input { get; init; } = "input";

    /// <summary>Heading over the filter.</summary>
    public string Filter { get; init; } = "filter";

    /// <summary>Heading over the products of input and weight.</summary>
    public string Products { get; init; } = "input × weight";

    /// <summary>Heading over the output.</summary>
    public string Output { get; init; } = "output";
}

/// <summary>
/// An animation of convolution: the filter moves over the input, each number under it is multiplied by its weight, and the sum
/// appears in the output. One picture without scripts; where motion is unwanted it shows the last step and the whole output.
/// </summary>
public static class SlidingFilter
{
    /// <summary>Animates a convolution of one channel in one, two or three dimensions.</summary>
    /// <param name="input">The numbers, few enough to be read. // [W], [H, W] or [D, H, W]</param>
    /// <param name="filter">The weights. // [k], [k, k] or [d, k, k]</param>
    /// <param name="options">Stride, padding, dilation, pace, headings.</param>
    /// <exception cref="ArgumentException">Shapes that don't go together, a filter larger than the padded input, too many numbers.</exception>
    public static Picture Animate(Tensor input, Tensor filter, SlidingOptions? options = null)
    {
        options ??= new();
        var sweep = new Sweep(input, filter, options);
        var text = $"Animation of a {sweep.Dimensions}D convolution in {sweep.Steps.Count} steps. " +
            $"{options.Input} [{string.Join(", ", input.shape)}], {options.Filter} [{string.Join(", ", filter.shape)}], " +
            $"stride {options.Stride}, padding {options.Padding}, dilation {options.Dilation}. " +
            $"{options.Output}: {string.Join(" ", sweep.Steps.Select(step => Ticks.Short(step.Sum)))}.";
        return new(new SlidingDrawing(sweep, options).Draw().ToImage(text), text);
    }
}
