using System.Runtime.InteropServices;
using System.Text;
using TorchSharp;

namespace Course.Files;

/// <summary>
/// Loads libtorch and, where that fails, names the real cause. TorchSharp itself then says that no libtorch package is
/// referenced, which is almost never true.
/// </summary>
public static class Libtorch
{
    /// <summary>Loads libtorch; the first use of a tensor would do the same, with a worse message.</summary>
    /// <exception cref="NotSupportedException">libtorch can't be loaded here; the message says why and what to do.</exception>
    public static void Load()
    {
        try
        {
            NativeSettings.Apply();
            LoadOpenMp();
            torch.InitializeDeviceType(DeviceType.CPU);
        }
        catch (Exception error) when (error is NotSupportedException or TypeInitializationException or DllNotFoundException)
        {
            throw new NotSupportedException(Diagnosis.Of(Surroundings.Here()), error);
        }
    }

    /// <summary>
    /// On a Mac libtorch_cpu.dylib asks for Homebrew's OpenMP by its full path. The package brings the same library under that
    /// very install name, so once it is loaded the loader is content without Homebrew.
    /// </summary>
    private static void LoadOpenMp()
    {
        if (OperatingSystem.IsMacOS() && File.Exists(Path.Combine(LibraryFolder, "libomp.dylib")))
            NativeLibrary.Load(Path.Combine(LibraryFolder, "libomp.dylib"));
    }

    private static string LibraryFolder => Path.GetDirectoryName(typeof(torch).Assembly.Location) ?? AppContext.BaseDirectory;

    /// <summary>What decides whether libtorch can be loaded.</summary>
    /// <param name="System">"linux", "osx" or "win".</param>
    /// <param name="Architecture">Architecture of this process, as in "x64".</param>
    /// <param name="Folder">The folder TorchSharp.dll was loaded from.</param>
    /// <param name="Native">The native libraries present in that folder, by file name.</param>
    /// <param name="StandardLibrary">Newest GLIBCXX version of the system's libstdc++, or null where it is unknown.</param>
    /// <param name="LoaderMessage">What the system's loader says when asked for LibTorchSharp.</param>
    /// <param name="Built">Architecture that LibTorchSharp was built for, or null where that is unknown.</param>
    public sealed record Surroundings(
        string System,
        string Architecture,
        string Folder,
        IReadOnlySet<string> Native,
        Version? StandardLibrary,
        string LoaderMessage,
        string? Built = null)
    {
        /// <summary>The surroundings of this process.</summary>
        public static Surroundings Here()
        {
            var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
            var names = Directory.EnumerateFiles(LibraryFolder).Select(Path.GetFileName).OfType<string>();
            var wrapper = Path.Combine(LibraryFolder, Diagnosis.Wrapper(system));
            return new(system, RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(), LibraryFolder,
                names.ToHashSet(StringComparer.OrdinalIgnoreCase), StandardLibraryVersion(), LoaderSays(wrapper),
                BinaryFile.Architecture(wrapper));
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
        const string Maps = "/proc/self/maps";
        var path = File.Exists(Maps) ? File.ReadLines(Maps).FirstOrDefault(
            line => line.Contains("/libstdc++.so", StringComparison.Ordinal)) : null;
        if (path is null)
            return null;
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(path[path.IndexOf('/', StringComparison.Ordinal)..]));
        return text.Split('\0')
            .Where(name => name.StartsWith("GLIBCXX_3.", StringComparison.Ordinal))
            .Select(name => Version.TryParse(name["GLIBCXX_".Length..], out var version) ? version : null)
            .Max();
    }
}
