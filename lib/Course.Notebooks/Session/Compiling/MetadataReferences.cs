using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;

namespace Course.Notebooks;

/// <summary>
/// Metadata references, read once a session (<see cref="Libraries"/>) and shared by its submissions: re-reading them is what
/// costs other C# notebook engines megabytes a cell.
/// </summary>
internal static class MetadataReferences
{
    private const string formatting = "Microsoft.DotNet.Interactive.Formatting", html = "Microsoft.AspNetCore.Html.Abstractions";

    private static readonly Lazy<IReadOnlyList<string>> frameworkAndDisplay = new(() =>
        [.. FrameworkAssemblies(), typeof(Displays).Assembly.Location, Beside(html), Beside(formatting)]);

    /// <summary>The running .NET's folder: shared/Microsoft.NETCore.App/VERSION of an installation.</summary>
    private static readonly DirectoryInfo runtime = new(RuntimeEnvironment.GetRuntimeDirectory());

    /// <summary>The installation.</summary>
    public static string DotnetFolder => runtime.Parent!.Parent!.Parent!.FullName;

    /// <summary>.NET itself and the display functions.</summary>
    public static IEnumerable<MetadataReference> Basic() =>
        frameworkAndDisplay.Value.Select(path => path == Beside(formatting) ? WithoutExtensions(path) : Read(path));

    /// <summary>Is an assembly of this name among them?</summary>
    public static bool Include(string assembly) => frameworkAndDisplay.Value
        .Any(path => Path.GetFileNameWithoutExtension(path).Equals(assembly, StringComparison.OrdinalIgnoreCase));

    /// <summary>One that came with this program: a package's own copy would be a second one.</summary>
    public static bool IsOurs(string path) => Path.GetFileName(path) is formatting + ".dll" or html + ".dll";

    /// <summary>The file of an assembly of ASP.NET Core, where that is installed beside the running .NET; else null.</summary>
    public static string? OfAspNet(string assembly)
    {
        var path = Path.Combine(DotnetFolder, "shared", "Microsoft.AspNetCore.App", runtime.Name, assembly + ".dll");
        return File.Exists(path) ? path : null;
    }

    /// <returns>Null of a native library, or of no library at all.</returns>
    public static AssemblyName? NameOf(string path)
    {
        try
        {
            return AssemblyName.GetAssemblyName(path);
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }

    /// <summary>With the documentation file beside it, which is opened when somebody first asks.</summary>
    public static PortableExecutableReference Read(string path) => MetadataReference.CreateFromFile(
        path, documentation: Path.ChangeExtension(path, ".xml") is var text && File.Exists(text)
            ? XmlDocumentationProvider.CreateFromFile(text) : null);

    private static string Beside(string assembly) =>
        Path.Combine(Path.GetDirectoryName(typeof(Displays).Assembly.Location)!, assembly + ".dll");

    // Its System.DisplayExtensions and our Displays have methods in common, and every call of one would be ambiguous: here that
    // class is internal (ECMA-335, II.22.37: the lowest bits of a type's flags).
    private static PortableExecutableReference WithoutExtensions(string path)
    {
        var image = File.ReadAllBytes(path);
        using var file = new PEReader(new MemoryStream(image));
        var metadata = file.GetMetadataReader();
        var type = metadata.TypeDefinitions.First(
            type => metadata.StringComparer.Equals(metadata.GetTypeDefinition(type).Name, "DisplayExtensions"));
        var row = metadata.GetTableMetadataOffset(TableIndex.TypeDef)
            + (MetadataTokens.GetRowNumber(type) - 1) * metadata.GetTableRowSize(TableIndex.TypeDef);
        image[file.PEHeaders.MetadataStartOffset + row] &= 0b1111_1000;
        return MetadataReference.CreateFromImage(image, filePath: path);
    }

    // The SDK's reference assemblies are smaller than the implementation and have the documentation beside them.
    private static IEnumerable<string> FrameworkAssemblies()
    {
        var packs = new DirectoryInfo(Path.Combine(DotnetFolder, "packs", "Microsoft.NETCore.App.Ref"));
        var version = Environment.Version;
        var pack = packs.Exists
            ? packs.GetDirectories($"{version.Major}.*").OrderByDescending(folder => folder.LastWriteTimeUtc)
                .Select(folder => Path.Combine(folder.FullName, "ref", $"net{version.Major}.{version.Minor}"))
                .FirstOrDefault(Directory.Exists)
            : null;
        return pack is not null ? Directory.EnumerateFiles(pack, "*.dll")
            : Directory.EnumerateFiles(runtime.FullName, "*.dll").Where(path => NameOf(path) is not null);
    }
}
