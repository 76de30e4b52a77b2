using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace Course.Notebooks;

/// <summary>
/// The assemblies a session refers to, and how they load: from their own folder, dependencies and native libraries too. All go
/// into the process's default context, so a type has one identity whether the host or a cell loaded its assembly first.
/// </summary>
public sealed class Libraries : IDisposable
{
    private readonly ConcurrentDictionary<string, string> paths = new(StringComparer.OrdinalIgnoreCase); // assembly name -> file
    private readonly ConcurrentDictionary<string, string> natives = new(StringComparer.OrdinalIgnoreCase); // file name -> file
    private readonly ConcurrentDictionary<string, PortableExecutableReference> own = [];
    private readonly AssemblyLoadContext beside = new("Newer than the host's");
    private readonly List<string> folders = [];
    private List<MetadataReference> references = [.. MetadataReferences.Basic()];

    public Libraries()
    {
        foreach (var context in new[] { AssemblyLoadContext.Default, beside })
        {
            context.Resolving += Resolve;
            context.ResolvingUnmanagedDll += ResolveNative;
        }
    }

    internal IReadOnlyList<MetadataReference> References => references;

    /// <summary>Folders of the assemblies: their dependencies lie there too.</summary>
    public IReadOnlyList<string> Folders => [.. folders];

    /// <summary>
    /// Refers to an assembly by its file, or by its name: .NET's own, ASP.NET Core's, or one beside those referred to.
    /// </summary>
    /// <exception cref="CellException">There is no such assembly.</exception>
    public void Add(string target, string folder)
    {
        var path = Path.GetFullPath(target, folder);
        var name = target.Split(',')[0].Trim(); // ", Version=4.0.0.0, Culture=neutral, ..." may follow
        if (name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            name = name[..^4];
        if (File.Exists(path))
            Add(path);
        else if (Path.GetFileName(name) != name)
            throw Missing(path);
        else if (MetadataReferences.Include(name))
            return;
        else Add(Find(name) ?? MetadataReferences.OfAspNet(name) ?? throw Missing(path));
    }

    /// <summary>Refers to an assembly. One of the same name that is loaded already, and no older, takes its place.</summary>
    /// <exception cref="CellException">The file is missing, or no assembly.</exception>
    public void Add(string path)
    {
        if (!File.Exists(path))
            throw Missing(path);
        var name = NameOf(path);
        path = LoadedFrom(name) ?? path;
        if (!paths.TryAdd(name.Name!, path) && paths[name.Name!] == path)
            return;
        var folder = Path.GetDirectoryName(path)!;
        if (!folders.Contains(folder))
            folders.Add(folder);
        // A new list, because completion may be enumerating the old one.
        references = [.. references, ReferenceTo(path)];
    }

    /// <summary>Refers to the files of NuGet packages; they load from the package cache.</summary>
    internal void Add(PackageFiles files)
    {
        foreach (var file in files.Native) natives[Path.GetFileName(file)] = file;
        foreach (var file in files.Run) paths[Path.GetFileNameWithoutExtension(file)] = LoadedFrom(NameOf(file)) ?? file;
        var known = references.Select(reference => reference.Display).ToHashSet();
        references = [.. references, .. files.Compile.Where(file => !known.Contains(file) && !MetadataReferences.IsOurs(file))
            .Select(ReferenceTo)];
    }

    /// <summary>
    /// The reference to a file, one and the same for the session. Two sessions do not share them: Roslyn would reuse the one's
    /// symbols for the other, and a chain of submissions whose symbols come from both does not compile.
    /// </summary>
    internal PortableExecutableReference ReferenceTo(string path) => own.GetOrAdd(path, MetadataReferences.Read);

    /// <summary>The file of an assembly that one of ours depends on, or null.</summary>
    internal string? Find(string assembly) =>
        paths.TryGetValue(assembly, out var path) ? path : folders.ToArray()
            .Select(folder => Path.Combine(folder, assembly + ".dll")).FirstOrDefault(File.Exists);

    public void Dispose()
    {
        AssemblyLoadContext.Default.Resolving -= Resolve;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll -= ResolveNative;
    }

    private Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        Find(name.Name!) is { } path ? Load(context, path) : null;

    private Assembly Load(AssemblyLoadContext context, string path)
    {
        try
        {
            return context.LoadFromAssemblyPath(path);
        }
        catch (FileLoadException) when (context != beside)
        {
            return beside.LoadFromAssemblyPath(path); // the host itself uses an older version
        }
    }

    private nint ResolveNative(Assembly assembly, string name)
    {
        string[] candidates = [name, $"{name}.dll", $"lib{name}.so", $"{name}.so", $"lib{name}.dylib", $"{name}.dylib"];
        foreach (var candidate in candidates)
        {
            if (natives.TryGetValue(candidate, out var path) && NativeLibrary.TryLoad(path, out var handle))
                return handle;
        }

        return 0;
    }

    private static AssemblyName NameOf(string path) => MetadataReferences.NameOf(path)
        ?? throw CellException.With("BadImageFormatException",
            $"{path} is not a .NET assembly. Native libraries are found by themselves when they lie beside the assembly "
                + "that uses them.");

    private static string? LoadedFrom(AssemblyName name)
    {
        var loaded = AssemblyLoadContext.Default.Assemblies
            .FirstOrDefault(
                assembly => !assembly.IsDynamic && assembly.GetName().Name == name.Name && assembly.Location.Length > 0);
        return loaded is not null && loaded.GetName().Version >= name.Version ? loaded.Location : null;
    }

    private static CellException Missing(string path) =>
        CellException.With("FileNotFoundException", $"There is no assembly at {path}. " +
        (Path.GetFileName(path) is "Course.Vision.dll" or "TorchSharp.dll"
            ? "Build the kit first: dotnet build Course.sln"
            : "Paths are relative to the notebook's folder; a name alone finds .NET's own assemblies and those beside the "
            + "referenced ones. A package is referenced by #r \"nuget: NAME\"."));
}
