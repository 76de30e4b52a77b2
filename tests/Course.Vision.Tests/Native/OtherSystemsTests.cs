using System.Buffers.Binary;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.Json;

namespace Course.Vision.Tests.Native;

/// <summary>The libraries for Windows and macOS, which the lock files bring here too: what can be read from them without running them.</summary>
public sealed class OtherSystemsTests
{
    [Fact]
    public void EveryFunctionThatTheWindowsLibraryImportsIsExportedByItsLibtorch() // TorchSharp issue 1567 says that 16 are missing
    {
        var native = Package("libtorch-cpu-win-x64", "runtimes/win-x64/native");
        var wrapper = File.ReadAllBytes(Path.Combine(Package("TorchSharp", "runtimes/win-x64/native"), "LibTorchSharp.dll"));
        var fromTorch = Imports(wrapper).Where(import => File.Exists(Path.Combine(native, import.Library))).ToList();
        Assert.Contains(fromTorch, import => import.Library == "torch_cpu.dll");
        Assert.All(fromTorch, import =>
        {
            var exported = Exports(File.ReadAllBytes(Path.Combine(native, import.Library)));
            Assert.True(import.Functions.Count > 50);
            Assert.Empty(import.Functions.Except(exported));
        });
    }

    [Fact]
    public void OpenMpOfTheMacPackageHasTheNameThatLibtorchAsksFor() // so TorchLibrary.Load can satisfy it without Homebrew
    {
        var native = Package("libtorch-cpu-osx-arm64", "runtimes/osx-arm64/native");
        foreach (var file in new[] { "libtorch_cpu.dylib", "libomp.dylib" })
        {
            using var header = File.OpenRead(Path.Combine(native, file));
            var commands = new byte[16384];
            header.ReadExactly(commands);
            Assert.Contains("/opt/homebrew/opt/libomp/lib/libomp.dylib\0", Encoding.Latin1.GetString(commands));
        }
    }

    /// <summary>A folder of a package that the library was built with; without that package the test is skipped.</summary>
    internal static string Package(string id, string folder)
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "lib", "Course.Vision", "obj", "project.assets.json")));
        var library = assets.RootElement.GetProperty("libraries").EnumerateObject()
            .FirstOrDefault(entry => entry.Name.StartsWith(id + "/", StringComparison.OrdinalIgnoreCase));
        Assert.SkipWhen(library.Value.ValueKind == JsonValueKind.Undefined, $"This build does not use {id}.");
        return assets.RootElement.GetProperty("packageFolders").EnumerateObject()
            .Select(cache => Path.Combine(cache.Name, library.Value.GetProperty("path").GetString()!, folder)).First(Directory.Exists);
    }

    /// <summary>Functions by library (Microsoft, PE Format, "The .idata Section").</summary>
    private static IEnumerable<(string Library, List<string> Functions)> Imports(byte[] file)
    {
        using var pe = new PEReader([.. file]);
        var table = Offset(pe, pe.PEHeaders.PEHeader!.ImportTableDirectory.RelativeVirtualAddress);
        for (; Number(file, table + 12) != 0; table += 20)
        {
            var functions = new List<string>();
            for (var entry = Offset(pe, Number(file, table)); BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(entry)) is var name and not 0; entry += 8)
                if (name > 0) // negative: by number, not by name
                    functions.Add(Text(file, Offset(pe, (int)name + 2)));
            yield return (Text(file, Offset(pe, Number(file, table + 12))), functions);
        }
    }

    private static HashSet<string> Exports(byte[] file)
    {
        using var pe = new PEReader([.. file]);
        var table = Offset(pe, pe.PEHeaders.PEHeader!.ExportTableDirectory.RelativeVirtualAddress);
        var names = Offset(pe, Number(file, table + 32));
        return Enumerable.Range(0, Number(file, table + 24)).Select(i => Text(file, Offset(pe, Number(file, names + 4 * i)))).ToHashSet();
    }

    private static int Offset(PEReader pe, int address)
    {
        var header = pe.PEHeaders.SectionHeaders[pe.PEHeaders.GetContainingSectionIndex(address)];
        return address - header.VirtualAddress + header.PointerToRawData;
    }

    private static int Number(byte[] file, int offset) => BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(offset));

    private static string Text(byte[] file, int offset) => Encoding.Latin1.GetString(file, offset, Array.IndexOf(file, (byte)0, offset) - offset);
}
