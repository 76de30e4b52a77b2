using Course.Drawings;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Small inputs that the kit makes itself, for looking at convolutions. The same arguments give the same values.
/// </summary>
public static class Samples
{
    private const int RatePerSecond = 250;

    /// <summary>A curve shaped like an electrocardiogram: for each heartbeat the waves P, Q, R, S and T as bell curves.</summary>
    /// <param name="beats">Number of heartbeats, one a second.</param>
    /// <param name="noise">Standard deviation of the noise; the highest peak is about 1.</param>
    /// <param name="seed">Where the noise begins.</param>
    /// <returns>float32, 250 values a second. // [250 * beats]</returns>
    /// <remarks>After P. McSharry and others, "A dynamical model for generating synthetic electrocardiogram signals", IEEE Trans.
    /// Biomedical Engineering 50 (2003).</remarks>
    public static Tensor Ecg(int beats = 3, double noise = 0.1, int seed = 0)
    {
        (double At, double Height, double Width)[] waves =
            [(0.30, 0.12, 0.025), (0.465, -0.14, 0.010), (0.50, 1.00, 0.011), (0.535, -0.22, 0.011), (0.73, 0.28, 0.045)];
        var random = new Random(seed);
        var values = new float[beats * RatePerSecond];
        for (var i = 0; i < values.Length; i++)
        {
            var phase = i % RatePerSecond / (double)RatePerSecond;
            values[i] = (float)(waves.Sum(wave => wave.Height * Math.Exp(-Math.Pow((phase - wave.At) / wave.Width, 2) / 2))
                + noise * Normal(random));
        }
        return tensor(values);
    }

    /// <summary>A photo-like picture: three shaded balls on a chequered floor.</summary>
    /// <param name="size">Width and height in pixels.</param>
    /// <returns>uint8, RGB. // [3, size, size]</returns>
    public static Tensor StillLife(int size = 192) => tensor(Scene.Render(size));

    /// <summary>A ball with a hollow inside, as values from 0 (outside) to 1 (in the shell).</summary>
    /// <param name="size">Edge of the cube in cells.</param>
    /// <returns>float32. // [size, size, size]</returns>
    public static Tensor HollowBall(int size = 20)
    {
        var values = new float[size, size, size];
        var centre = (size - 1) / 2.0;
        for (var z = 0; z < size; z++)
            for (var y = 0; y < size; y++)
                for (var x = 0; x < size; x++)
                {
                    var radius = Math.Sqrt(Math.Pow(x - centre, 2) + Math.Pow(y - centre, 2) + Math.Pow(z - centre, 2)) / size;
                    values[z, y, x] = radius is > 0.22 and < 0.38 ? 1 : 0;
                }
        return tensor(values);
    }

    /// <summary>
    /// A clip of random dots in which a disc of random dots moves to the right. No single frame shows the disc: only the
    /// change from frame to frame does.
    /// </summary>
    /// <param name="frames">Number of frames.</param>
    /// <param name="size">Width and height in pixels.</param>
    /// <param name="seed">Where the dots begin.</param>
    /// <returns>float32, 0 or 1. // [frames, size, size]</returns>
    /// <remarks>A random-dot kinematogram: B. Julesz, "Foundations of Cyclopean Perception" (1971).</remarks>
    public static Tensor HiddenDisc(int frames = 6, int size = 64, int seed = 0)
    {
        const int Step = 3;
        var random = new Random(seed);
        var background = Dots(random, size, size);
        var disc = Dots(random, size, size);
        double radius = size / 5.0, row = size / 2.0;
        var values = new float[frames, size, size];
        for (var t = 0; t < frames; t++)
            for (var y = 0; y < size; y++)
                for (var x = 0; x < size; x++)
                {
                    var column = size / 3.0 + Step * t;
                    var inside = Math.Pow(y - row, 2) + Math.Pow(x - column, 2) < radius * radius;
                    values[t, y, x] = inside ? disc[y, (x - Step * t + size) % size] : background[y, x];
                }
        return tensor(values);
    }

    private static float[,] Dots(Random random, int height, int width)
    {
        var dots = new float[height, width];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                dots[y, x] = random.Next(2);
        return dots;
    }

    /// <summary>A normal random number by the method of Box and Muller.</summary>
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
