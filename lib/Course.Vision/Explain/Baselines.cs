using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Maps that know nothing of the network. A method that is no better, or that looks like one of them, explains nothing.
/// </summary>
public static class Baselines
{
    /// <summary>Noise.</summary>
    /// <param name="images">Images; only their shape counts. // [N, C, H, W]</param>
    /// <param name="seed">Where the random numbers begin.</param>
    /// <returns>// [N, 1, H, W] in 0..1</returns>
    public static Tensor Random(Tensor images, int seed = 0)
    {
        using var scope = NewDisposeScope();
        using var random = Noise.Source(seed);
        return Noise.Uniform(images.narrow(1, 0, 1), random).MoveToOuterDisposeScope();
    }

    /// <summary>Sobel's edge detector on the grey image: what guided backpropagation resembles (Adebayo et al., 2018).</summary>
    /// <param name="images">Images. // [N, C, H, W]</param>
    /// <returns>The gradient's length. // [N, 1, H, W], 0 or positive</returns>
    public static Tensor Edges(Tensor images)
    {
        Expect.Dimensions(images, 4, "images [N, C, H, W]");
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var grey = nn.functional.pad(images.mean([1], keepdim: true), [1, 1, 1, 1], mode: PaddingModes.Replicate);
        var across = tensor(new float[] { -1, 0, 1, -2, 0, 2, -1, 0, 1 }).reshape(1, 1, 3, 3).to(images.dtype).to(images.device);
        var x = nn.functional.conv2d(grey, across);
        var y = nn.functional.conv2d(grey, across.transpose(2, 3));
        return (x * x + y * y).sqrt().MoveToOuterDisposeScope();
    }
}

/// <summary>
/// Random numbers of a seed, drawn on the CPU: the same on every device, and the global generator is left alone.
/// </summary>
internal static class Noise
{
    public static Generator Source(int seed) => new((ulong)seed);

    /// <summary>Standard normal, shaped like <paramref name="like"/> and beside it.</summary>
    public static Tensor Normal(Tensor like, Generator random) =>
        randn(like.shape, generator: random).to(like.dtype).to(like.device);

    /// <summary>Between 0 and 1, shaped like <paramref name="like"/> and beside it.</summary>
    public static Tensor Uniform(Tensor like, Generator random) =>
        rand(like.shape, generator: random).to(like.dtype).to(like.device);
}
