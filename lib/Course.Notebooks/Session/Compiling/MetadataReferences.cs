using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;

namespace Course.Notebooks;

/// <summary>
/// Metadata references, read once and shared by every submission: re-reading them is what costs other C# notebook engines
/// megabytes a cell. .NET's own are shared by the whole process, a session's libraries by its submissions (<see cref="Libraries"/>).
/// </summary>
internal static class MetadataReferences
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> frameworkAndDisplay = new(() =>
        [.. FrameworkAssemblies().Append(typeof(Displays).Assembly.Location).Select(Read)]);

    /// <summary>.NET itself and the display functions.</summary>
    public static IReadOnlyList<MetadataReference> Basic => frameworkAndDisplay.Value;

    public static PortableExecutableReference Read(string path) =>
        MetadataReference.CreateFromFile(path, documentation: XmlDocumentation.Beside(path));

    // The SDK's reference assemblies are smaller than the implementation and have the documentation beside them.
    private static IEnumerable<string> FrameworkAssemblies()
    {
        var runtime = new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory());
        var packs = new DirectoryInfo(Path.Combine(runtime.Parent!.Parent!.Parent!.FullName, "packs", "Microsoft.NETCore.App.Ref"));
        var version = Environment.Version;
        var pack = packs.Exists
            ? packs.GetDirectories($"{version.Major}.*").OrderByDescending(folder => folder.LastWriteTimeUtc)
                .Select(folder => Path.Combine(folder.FullName, "ref", $"net{version.Major}.{version.Minor}"))
                .FirstOrDefault(Directory.Exists)
            : null;
        return Directory.EnumerateFiles(pack ?? runtime.FullName, "*.dll").Where(IsManaged);
    }

    private static bool IsManaged(string path)
    {
        try
        {
            return System.Reflection.AssemblyName.GetAssemblyName(path) is not null;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
