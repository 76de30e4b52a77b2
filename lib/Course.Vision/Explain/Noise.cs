using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>Random numbers of a seed, drawn on the CPU: the same on every device, and the global generator is left alone.</summary>
internal static class Noise
{
    public static Generator Source(int seed) => new((ulong)seed);

    /// <summary>Standard normal, shaped like <paramref name="like"/> and beside it.</summary>
    public static Tensor Normal(Tensor like, Generator random) => randn(like.shape, generator: random).to(like.dtype).to(like.device);

    /// <summary>Between 0 and 1, shaped like <paramref name="like"/> and beside it.</summary>
    public static Tensor Uniform(Tensor like, Generator random) => rand(like.shape, generator: random).to(like.dtype).to(like.device);
}
