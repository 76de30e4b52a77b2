using System.Runtime.InteropServices;
using System.Text;
using TorchSharp;

namespace Course.Vision;

/// <summary>
/// Loads libtorch and, where that fails, names the real cause. TorchSharp itself then says that no libtorch package is
/// referenced, which is almost never true.
/// </summary>
public static class TorchLibrary
{
    /// <summary>Loads libtorch; the first use of a tensor would do the same, with a worse message.</summary>
    /// <exception cref="NotSupportedException">libtorch can't be loaded here; the message says why and what to do.</exception>
    public static void Load()
    {
        try
        {
            torch.InitializeDeviceType(DeviceType.CPU);
        }
        catch (Exception error) when (error is NotSupportedException or TypeInitializationException or DllNotFoundException)
        {
            throw new NotSupportedException(Diagnosis.Of(Surroundings.Here()), error);
        }
    }

    /// <summary>What decides whether libtorch can be loaded.</summary>
    /// <param name="System">"linux", "osx" or "win".</param>
    /// <param name="Architecture">Architecture of this process, as in "x64".</param>
    /// <param name="Folder">The folder TorchSharp.dll was loaded from.</param>
    /// <param name="Native">The native libraries present in that folder, by file name.</param>
    /// <param name="StandardLibrary">Newest GLIBCXX version of the system's libstdc++, or null where it is unknown.</param>
    /// <param name="LoaderMessage">What the system's loader says when asked for LibTorchSharp.</param>
    public sealed record Surroundings(
        string System,
        string Architecture,
        string Folder,
        IReadOnlySet<string> Native,
        Version? StandardLibrary,
        string LoaderMessage)
    {
        /// <summary>The surroundings of this process.</summary>
        public static Surroundings Here()
        {
            var folder = Path.GetDirectoryName(typeof(torch).Assembly.Location) ?? AppContext.BaseDirectory;
            var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
            var names = Directory.EnumerateFiles(folder).Select(Path.GetFileName).OfType<string>();
            return new(system, RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(), folder,
                names.ToHashSet(StringComparer.OrdinalIgnoreCase), StandardLibraryVersion(),
                LoaderSays(Path.Combine(folder, Diagnosis.Wrapper(system))));
        }

        private static string LoaderSays(string library)
        {
            try
            {
                NativeLibrary.Free(NativeLibrary.Load(library));
                return "";
            }
            catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
            {
                return error.Message;
            }
        }
    }

    /// <summary>Newest GLIBCXX version in this process's libstdc++ (3.4.32 came with GCC 13); null where there is none.</summary>
    public static Version? StandardLibraryVersion()
    {
        if (!File.Exists("/proc/self/maps"))
            return null;
        var path = File.ReadLines("/proc/self/maps").FirstOrDefault(line => line.Contains("/libstdc++.so", StringComparison.Ordinal));
        if (path is null)
            return null;
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(path[path.IndexOf('/', StringComparison.Ordinal)..]));
        return text.Split('\0')
            .Where(name => name.StartsWith("GLIBCXX_3.", StringComparison.Ordinal))
            .Select(name => Version.TryParse(name["GLIBCXX_".Length..], out var version) ? version : null)
            .Max();
    }
}
