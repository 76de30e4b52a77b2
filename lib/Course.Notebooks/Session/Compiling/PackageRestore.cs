using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Course.Notebooks;

/// <summary>What a restore found.</summary>
internal sealed record PackageFiles(IReadOnlyList<string> Compile, IReadOnlyList<string> Run, IReadOnlyList<string> Native);

/// <summary>
/// <c>#r "nuget: ..."</c>: all packages of the session go into a generated project that <c>dotnet restore</c> resolves, into the
/// ordinary package cache and by the NuGet.config that holds for the notebook's folder.
/// </summary>
internal sealed class PackageRestore(string folder)
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, string?> packages = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> sources = [];

    /// <param name="source">An address, or a folder: relative to the notebook's.</param>
    public void AddSource(string source)
    {
        if (!Uri.TryCreate(source, UriKind.Absolute, out var address) || address.IsFile)
        {
            source = Path.GetFullPath(address?.LocalPath ?? source, folder);
            if (!Directory.Exists(source))
                throw CellException.With("PackageError",
                    $"There is no folder {source} to take packages from. Relative paths start at the notebook's folder.");
        }

        if (!sources.Contains(source))
            sources.Add(source);
    }

    /// <exception cref="CellException">There is no such package or version, or no way to its source.</exception>
    public PackageFiles Add(IReadOnlyList<CellStep.Package> added, CancellationToken cancel)
    {
        var wanted = new Dictionary<string, string?>(packages, StringComparer.OrdinalIgnoreCase);
        foreach (var package in added) wanted[package.Id] = package.Version;
        var project = Directory.CreateTempSubdirectory("course-packages-");
        try
        {
            WriteProject(project, wanted);
            Restore(project, added, cancel);
            var files = ReadAssets(Path.Combine(project.FullName, "obj", "project.assets.json"));
            foreach (var (id, version) in wanted) packages[id] = version; // only what could be had
            return files;
        }
        finally
        {
            project.Delete(recursive: true);
        }
    }

    private void WriteProject(DirectoryInfo project, Dictionary<string, string?> wanted)
    {
        var properties = new XElement("PropertyGroup",
            new XElement("TargetFramework", $"net{Environment.Version.Major}.{Environment.Version.Minor}"),
            new XElement("RuntimeIdentifier", RuntimeInformation.RuntimeIdentifier),
            new XElement("RestoreRootConfigDirectory", folder),
            new XElement("RestoreAdditionalProjectSources", string.Join(';', sources)),
            new XElement("NuGetAudit", "false"),
            new XElement("SelfContained", "false"));
        var references = new XElement("ItemGroup", wanted.Select(package => new XElement("PackageReference",
            new XAttribute("Include", package.Key), new XAttribute("Version", package.Value ?? "*"))));
        new XElement("Project", new XAttribute("Sdk", "Microsoft.NET.Sdk"), properties, references)
            .Save(Path.Combine(project.FullName, "Packages.csproj"));
        // Whatever a parent folder configures for its own projects is none of this one's business.
        File.WriteAllText(Path.Combine(project.FullName, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(project.FullName, "Directory.Packages.props"), "<Project />");
    }

    private static void Restore(DirectoryInfo project, IReadOnlyList<CellStep.Package> added, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(DotnetPath(), ["restore", "-v", "quiet", "--nologo", "-tl:off"])
        {
            WorkingDirectory = project.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1"; // leave no process behind
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(patience);
        try
        {
            process.WaitForExitAsync(limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancel.ThrowIfCancellationRequested();
            throw CellException.With("PackageError", $"Restoring {Names(added)} took more than {patience.TotalMinutes} minutes.");
        }

        if (process.ExitCode == 0)
            return;
        var text = output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult();
        throw CellException.With("PackageError", $"{Names(added)} can't be had. {Reason(text)}");
    }

    // NU1301: no way to the source; NU1101: no such package; NU1102, NU1103: no such version.
    private static string Reason(string output)
    {
        var error = Regex.Match(output, @"\berror (.+?)( \[[^[\n]*)?\r?$", RegexOptions.Multiline);
        var sentence = error.Success ? error.Groups[1].Value : output.Trim();
        return sentence.StartsWith("NU1301", StringComparison.Ordinal)
            ? $"The package source can't be reached: without a network only packages in the local cache work. ({sentence})"
            : sentence.StartsWith("NU1103", StringComparison.Ordinal)
            ? $"{sentence} Previews are taken where the version says so: #r \"nuget: NAME, *-*\"."
            : sentence;
    }

    private static PackageFiles ReadAssets(string path)
    {
        var root = JsonNode.Parse(File.ReadAllText(path))!;
        var folders = root["packageFolders"]!.AsObject().Select(item => item.Key).ToList();
        var targets = root["targets"]!.AsObject();
        var target = targets.FirstOrDefault(item => item.Key.Contains('/'), targets.First()).Value!.AsObject();
        return new PackageFiles(Files("compile"), Files("runtime"), Files("native"));

        List<string> Files(string kind) => [.. target.SelectMany(library =>
            (library.Value![kind] as JsonObject ?? []).Where(file => !file.Key.EndsWith("_._", StringComparison.Ordinal))
            .Select(file => Path.Combine((string)root["libraries"]![library.Key]!["path"]!, file.Key)))
            .Select(file => folders.Select(folder => Path.GetFullPath(file, folder)).First(File.Exists))];
    }

    private static string Names(IEnumerable<CellStep.Package> added) =>
        string.Join(", ", added.Select(package => $"{package.Id} {package.Version}".TrimEnd()));

    private static string DotnetPath()
    {
        var path = Path.Combine(MetadataReferences.DotnetFolder, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(path) ? path : "dotnet";
    }
}
