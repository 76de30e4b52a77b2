using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Course.Interactive.Tests;

/// <summary>A notebook of the kit. The reader of the kit's own engine would bring another version of the compiler.</summary>
internal sealed record Notebook(string Language, string Name)
{
    public static string Root { get; } = FindRoot();

    public string Folder => Path.Combine(Root, "notebooks", Language);

    /// <summary>Id and text of each code cell.</summary>
    public IReadOnlyList<(string Id, string Code)> Cells => [.. Of("code")];

    /// <summary>Id and text of each cell of prose.</summary>
    public IReadOnlyList<(string Id, string Text)> Prose => [.. Of("markdown")];

    /// <summary>Name and code of each solution that unfolds below the exercises.</summary>
    public IReadOnlyList<(string Id, string Code)> Solutions =>
        [.. from cell in Prose
            from Match solution in Regex.Matches(cell.Text, "(?s)<details><summary>([^<]*)</summary>(.*?)</details>")
            from Match block in Regex.Matches(solution.Groups[2].Value, "(?s)```csharp\n(.*?)```")
            select (solution.Groups[1].Value, block.Groups[1].Value)];

    private IEnumerable<(string Id, string Text)> Of(string type) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, Name + ".ipynb")))!["cells"]!.AsArray()
            .Where(cell => (string?)cell!["cell_type"] == type)
            .Select(cell => ((string)cell!["id"]!, string.Concat(cell["source"]!.AsArray().Select(line => (string)line!))));

    public static IEnumerable<Notebook> All() => Directory.EnumerateFiles(Path.Combine(Root, "notebooks"), "*.ipynb", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(file => new Notebook(Path.GetFileName(Path.GetDirectoryName(file))!, Path.GetFileNameWithoutExtension(file)));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Course.sln")))
                return folder.FullName;
        throw new InvalidOperationException("The tests run outside the repository.");
    }
}
