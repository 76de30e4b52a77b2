using System.Text.Json.Nodes;

namespace Course.Notebooks;

/// <summary>Files that a cell runs: scripts as a whole, notebooks code cell by code cell.</summary>
public static class Scripts
{
    private const int maximumDepth = 20;

    /// <summary>The C# of a cell and of what it imports, in the order it would run.</summary>
    /// <param name="folder">The notebook's folder.</param>
    /// <param name="libraries">Gets what the cell references.</param>
    /// <exception cref="CellException">A directive can't be followed.</exception>
    public static IReadOnlyList<CellSource> Flatten(CellSource cell, string folder, Libraries libraries) =>
        [.. Flatten(cell, new CellRun(cell.Path, folder, null!), libraries)];

    /// <exception cref="CellException">There is no such file, it isn't a script or notebook, or it imports itself.</exception>
    internal static IEnumerable<(CellSource Text, CellRun Run)> Read(string path, CellRun cell)
    {
        var file = Path.GetFullPath(path, cell.ScriptFolder);
        if (!File.Exists(file))
            throw CellException.With(
                "FileNotFoundException", $"There is no file {file} to import. Paths are relative to the notebook's folder.");
        if (cell.Depth == maximumDepth)
            throw CellException.With("DirectiveError", $"{path} imports itself, directly or through other files.");

        var name = Path.GetRelativePath(cell.Folder, file);
        var run = cell with { Name = name, ScriptFolder = Path.GetDirectoryName(file)!, Depth = cell.Depth + 1 };
        return Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".csx" or ".cs" => [(new CellSource(name, File.ReadAllText(file)), run)],
            ".ipynb" => Cells(CodeCells(file)),
            ".dib" => Cells(DibFile.Read(file).Cells.Where(cell => cell.Kind == CellKind.Code)
                .Select(cell => (cell.Source, CellLanguage.Of(cell.Metadata)))),
            var other => throw CellException.With(
                "DirectiveError", $"#!import takes .csx, .cs, .ipynb and .dib files; {path} is a {other} file."),
        };

        IEnumerable<(CellSource, CellRun)> Cells(IEnumerable<(string Text, string? Language)> cells) =>
            cells.Select((cell, index) =>
            $"{name}, code cell {index + 1}" is var place
            ? (new CellSource(place, cell.Text) { Language = cell.Language }, run with { Name = place }) : default);
    }

    // What is in other languages is left out.
    private static IEnumerable<CellSource> Flatten(CellSource text, CellRun run, Libraries libraries)
    {
        foreach (var step in CellReader.Read(text))
        {
            if (step is CellStep.Code code)
                yield return new CellSource(run.Name, code.Text);
            else if (step is CellStep.Import import)
                foreach (var source in Read(import.Path, run).SelectMany(script => Flatten(script.Text, script.Run, libraries)))
                    yield return source;
            else if (step is CellStep.Reference reference)
                libraries.Add(reference.Path, run.Folder);
            else if (step is CellStep.Packages or CellStep.PackageSource)
                throw CellException.With("DirectiveError", "A lab can't use NuGet packages: it is graded without a network. "
                    + "Put the library into the kit, or reference its file.");
        }
    }

    private static List<(string Text, string? Language)> CodeCells(string file)
    {
        try
        {
            var notebook = JsonNode.Parse(File.ReadAllText(file));
            var cells = notebook?["cells"]?.AsArray() ?? [];
            return [.. cells.OfType<JsonObject>().Where(cell => (string?)cell["cell_type"] == "code")
                .Select(cell => (TextLines.Join(cell["source"])
                ?? "", CellLanguage.Of(cell["metadata"] as JsonObject, notebook?["metadata"] as JsonObject)))];
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException)
        {
            throw CellException.With("DirectiveError", $"{file} is not a notebook: {e.Message}");
        }
    }
}
