namespace Course.Vision;

/// <summary>The library behind TorchSharp. The first cell of every notebook loads it.</summary>
public static class TorchLibrary
{
    /// <summary>
    /// Loads libtorch with the settings it should have; the first use of a tensor would do without, and with a worse message.
    /// </summary>
    /// <exception cref="NotSupportedException">libtorch can't be loaded here; the message says why and what to do.</exception>
    public static void Load() => Libtorch.Load();
}
