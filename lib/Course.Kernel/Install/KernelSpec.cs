using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Course.Notebooks;

namespace Course.Kernel.Install;

/// <summary>
/// Tells Jupyter and VS Code about this kernel: a folder with kernel.json and logos. It takes .NET Interactive's name, so that
/// notebooks written for that find this kernel, unless somebody else's spec already stands there.
/// </summary>
public sealed class KernelSpec
{
    public const string DropInName = ".net-csharp";
    public const string OwnName = "course-csharp";

    private static readonly JsonSerializerOptions indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string kernels;

    private KernelSpec(string kernels) => this.kernels = kernels;

    /// <summary>The kernels of an installation (<c>/usr/local</c>, a Python environment), or this user's.</summary>
    public static KernelSpec In(string? prefix) =>
        new(prefix is null ? JupyterPaths.UserKernels() : JupyterPaths.PrefixKernels(prefix));

    /// <summary>Every place where Jupyter and VS Code look, the first first.</summary>
    public static IEnumerable<KernelSpec> Everywhere() => JupyterPaths.AllKernels().Select(kernels => new KernelSpec(kernels));

    /// <summary>Writes the spec, over an older one of ours, never over somebody else's.</summary>
    /// <param name="command">The program and its arguments that start a kernel, but for the connection file; absolute.</param>
    /// <param name="name">Another name than <see cref="DropInName"/>.</param>
    /// <returns>What was done, for the learner to read.</returns>
    public string Install(IReadOnlyList<string> command, string? name = null)
    {
        var chosen = name is null ? FreeName() : Checked(name);
        var folder = Folder(chosen);
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var logo in typeof(KernelSpec).Assembly.GetManifestResourceNames())
            {
                using var source = typeof(KernelSpec).Assembly.GetManifestResourceStream(logo)!;
                using var target = File.Create(Path.Combine(folder, logo));
                source.CopyTo(target);
            }
            File.WriteAllText(Path.Combine(folder, "kernel.json"), Json(command).ToJsonString(indented) + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CourseException(
                $"Cannot write the kernel spec '{folder}': {e.Message} Choose a folder of yours with --prefix.");
        }
        var note = name is null && chosen != DropInName
            ? $"\nAnother program's kernel is installed as {DropInName}; it stays. Choose '{displayName}' in the notebook's "
            + "kernel menu."
            : "";
        return $"Installed the kernel '{displayName}' as {chosen} in {folder}{note}";
    }

    /// <summary>Removes our specs; with a name only that one. Somebody else's stay.</summary>
    public string Uninstall(string? name = null)
    {
        if (name is not null && IsOurs(Checked(name)) is null)
            throw CourseException.Usage($"There is no kernel '{name}' in {kernels}.");
        var ours = (name is null ? [DropInName, OwnName] : new[] { name }).Where(each => IsOurs(each) == true).ToArray();
        foreach (var each in ours)
            Directory.Delete(Folder(each), recursive: true);
        return ours.Length == 0
            ? $"No kernel of the course is installed in {kernels}"
            : $"Removed {string.Join(" and ", ours)} from {kernels}";
    }

    /// <summary>
    /// The name under which this kernel is installed, if it is, and whether another program holds the drop-in name.
    /// </summary>
    public (string? Ours, bool IsForeign) Installed() =>
        (new[] { DropInName, OwnName }.FirstOrDefault(name => IsOurs(name) == true), IsOurs(DropInName) == false);

    /// <summary>The program and arguments of an installed spec.</summary>
    public IReadOnlyList<string> Command(string name) =>
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(name), "kernel.json")))!["argv"]!.AsArray()
        .Select(part => part!.GetValue<string>())];

    /// <summary>The folder of a spec, whether it is there or not.</summary>
    public string Folder(string name) => Path.Combine(kernels, name);

    private const string displayName = "C# (course)";

    private const string withoutIcu = "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", mark = "course kernel install";

    private static JsonObject Json(IReadOnlyList<string> command)
    {
        var spec = new JsonObject
        {
            // {connection_file} stays bare: VS Code would quote it inside a longer argument.
            ["argv"] = new JsonArray([.. command.Append("{connection_file}").Select(part => JsonValue.Create(part))]),
            ["display_name"] = displayName,
            ["language"] = "C#",
            ["interrupt_mode"] = "message",
            ["metadata"] = new JsonObject { ["installed_by"] = mark },
        };
        // Where ICU is missing this program runs by that variable alone, and a front-end started from a menu does not have it.
        if (Environment.GetEnvironmentVariable(withoutIcu) is { Length: > 0 } value)
            spec["env"] = new JsonObject { [withoutIcu] = value };
        return spec;
    }

    private string FreeName() =>
        IsOurs(DropInName) != false ? DropInName
        : IsOurs(OwnName) != false ? OwnName
        : throw CourseException.Usage(
            $"{DropInName} and {OwnName} in {kernels} belong to other programs. Choose another name with --name.");

    private string Checked(string name)
    {
        // Jupyter's rule for names (jupyter_client.kernelspec).
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') || name.All(c => c == '.'))
            throw CourseException.Usage($"A kernel's name has letters, digits, '.', '-' and '_' only, but this one is '{name}'.");
        return IsOurs(name) != false ? name
            : throw CourseException.Usage(
                $"The kernel '{name}' in {kernels} belongs to another program. Choose another name with --name.");
    }

    /// <returns>Null where there is no such spec.</returns>
    private bool? IsOurs(string name)
    {
        if (!Directory.Exists(Folder(name)))
            return null;
        try
        {
            var spec = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(name), "kernel.json")));
            return spec?["metadata"]?["installed_by"]?.GetValue<string>() == mark;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return false; // whatever it is, it is not ours
        }
    }
}
