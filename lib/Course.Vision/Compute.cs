using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>Where tensors live and how random numbers begin.</summary>
public static class Compute
{
    /// <summary>The environment variable that chooses the device: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>, <c>mps</c>.</summary>
    public const string Variable = "COURSE_DEVICE";

    /// <summary>The device that COURSE_DEVICE names; without it the first NVIDIA GPU, else a Mac's (mps), else the CPU.</summary>
    /// <exception cref="ArgumentException">COURSE_DEVICE names no device.</exception>
    /// <exception cref="InvalidOperationException">COURSE_DEVICE names a device that is not there.</exception>
    public static torch.Device Device() => Device(Environment.GetEnvironmentVariable(Variable));

    /// <summary>Starts PyTorch's random numbers (weights, dropout, shuffling) anew, so that a run can be repeated.</summary>
    /// <param name="seed">The start; the same number gives the same random numbers on the same device.</param>
    /// <returns>The generator, as torch.manual_seed does.</returns>
    public static Generator Seed(int seed) => manual_seed(seed);

    /// <summary>The device and what stands behind it, as "cpu (2 threads), TorchSharp 0.107.0".</summary>
    public static string Describe()
    {
        var device = Device();
        var detail = device.type == DeviceType.CUDA ? $"{cuda.device_count()} GPU(s)" : $"{get_num_threads()} threads";
        return $"{device} ({detail}), TorchSharp {typeof(torch).Assembly.GetName().Version?.ToString(3)}";
    }

    internal static torch.Device Device(string? wanted)
    {
        wanted = wanted?.Trim().ToLowerInvariant();
        if (string.IsNullOrEmpty(wanted))
            return new(cuda.is_available() ? "cuda:0" : mps_is_available() ? "mps" : "cpu");
        var (kind, index) = wanted.Split(':') switch
        {
            ["cpu" or "cuda" or "mps"] => (wanted, 0),
            ["cuda", var digits] when int.TryParse(digits, out var number) && number >= 0 => ("cuda", number),
            _ => throw new ArgumentException($"{Variable}: expected cpu, cuda, cuda:N or mps, found \"{wanted}\"."),
        };
        if (kind == "cuda" && (!cuda.is_available() || index >= cuda.device_count()))
            throw new InvalidOperationException($"{Variable} asks for {wanted}, " +
                $"found {(cuda.is_available() ? cuda.device_count() : 0)} GPU(s). " +
                "Unset it, or build with -p:Torch=cuda where there is an NVIDIA GPU with its driver.");
        if (kind == "mps" && !mps_is_available())
            throw new InvalidOperationException($"{Variable} asks for mps, which only newer Macs have. Unset it.");
        return new(kind == "cuda" ? $"cuda:{index}" : kind);
    }
}
