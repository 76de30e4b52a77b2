using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>(pixel - mean) / std, channel by channel.</summary>
internal sealed class Normalize : Transform
{
    private readonly double[] mean;
    private readonly double[] std;

    public Normalize(double[] mean, double[] std)
    {
        if (mean.Length != std.Length || mean.Length == 0)
            throw new ArgumentException("Normalize expected one mean and one standard deviation a channel, " +
                $"found {mean.Length} means and {std.Length} deviations.");
        if (std.Contains(0))
            throw new ArgumentException("Normalize expected standard deviations other than 0, " +
                $"found ({string.Join(", ", std)}): dividing by 0 gives no number.", nameof(std));
        (this.mean, this.std) = ([.. mean], [.. std]);
    }

    public override Tensor Apply(Tensor image, Random random)
    {
        if (!image.is_floating_point())
            throw new ArgumentException(
                $"Normalize expected float32, found {image.dtype}. Put ToTensor before it.", nameof(image));
        if (image.dim() < 3 || mean.Length != 1 && image.shape[^3] != mean.Length)
            throw new ArgumentException($"Normalize has numbers for {mean.Length} channel(s), so it expected " +
                $"[..., {mean.Length}, H, W], found [{string.Join(", ", image.shape)}].", nameof(image));
        using var subtrahend = PerChannel(mean, image);
        using var divisor = PerChannel(std, image);
        return (image - subtrahend).div_(divisor);
    }

    public override string ToString() => $"Normalize(mean=({string.Join(", ", mean)}), std=({string.Join(", ", std)}))";

    private static Tensor PerChannel(double[] numbers, Tensor image) => // [C, 1, 1], against [..., C, H, W]
        tensor(numbers, [numbers.Length, 1, 1], dtype: image.dtype, device: image.device);
}
