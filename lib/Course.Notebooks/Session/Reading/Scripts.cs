using System.Text.Json.Nodes;

namespace Course.Notebooks;

/// <summary>Files that a cell runs: scripts as a whole, notebooks code cell by code cell.</summary>
internal static class Scripts
{
    private const int maximumDepth = 20;

    /// <exception cref="CellException">There is no such file, it isn't a script or notebook, or it imports itself.</exception>
    public static IEnumerable<(string Text, CellRun Run)> Read(string path, CellRun cell)
    {
        var file = Path.GetFullPath(path, cell.ScriptFolder);
        if (!File.Exists(file)) throw CellException.With("FileNotFoundException", $"There is no file {file} to import. Paths are relative to the notebook's folder.");
        if (cell.Depth == maximumDepth) throw CellException.With("DirectiveError", $"{path} imports itself, directly or through other files.");

        var name = Path.GetRelativePath(cell.Folder, file);
        var run = cell with { Name = name, ScriptFolder = Path.GetDirectoryName(file)!, Depth = cell.Depth + 1 };
        return Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".csx" or ".cs" => [(File.ReadAllText(file), run)],
            ".ipynb" or ".dib" when Path.GetExtension(file) == ".ipynb" =>
                CodeCells(file).Select((text, index) => (text, run with { Name = $"{name}, code cell {index + 1}" })),
            var other => throw CellException.With("DirectiveError", $"#!import takes .csx, .cs and .ipynb files; {path} is a {other} file."),
        };
    }

    private static List<string> CodeCells(string file)
    {
        try
        {
            var cells = JsonNode.Parse(File.ReadAllText(file))?["cells"]?.AsArray() ?? [];
            return [.. cells.Where(cell => (string?)cell?["cell_type"] == "code").Select(cell => Text(cell!["source"]))];
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException)
        {
            throw CellException.With("DirectiveError", $"{file} is not a notebook: {e.Message}");
        }
    }

    private static string Text(JsonNode? source) =>
        source is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : (string?)source ?? "";
}
