namespace Course.Vision;

/// <summary>The steps that prepare images, under torchvision's names.</summary>
public static class Transforms
{
    /// <summary>Several steps, one after the other.</summary>
    /// <param name="steps">The steps in their order.</param>
    public static Transform Compose(params Transform[] steps) => new Compose(steps);

    /// <summary>Pixels from uint8 (0 to 255) to float32 (0 to 1).</summary>
    public static Transform ToTensor() => new ToTensor();

    /// <summary>(pixel - mean) / std, the same for each channel.</summary>
    /// <param name="mean">What to subtract.</param>
    /// <param name="std">What to divide by, not 0.</param>
    public static Transform Normalize(double mean, double std) => new Normalize([mean], [std]);

    /// <summary>(pixel - mean) / std with numbers of its own for each channel.</summary>
    /// <param name="mean">What to subtract. // [C]</param>
    /// <param name="std">What to divide by, not 0. // [C]</param>
    /// <exception cref="ArgumentException">Not as many means as deviations, none at all, or a deviation of 0.</exception>
    public static Transform Normalize(double[] mean, double[] std) => new Normalize(mean, std);
}
