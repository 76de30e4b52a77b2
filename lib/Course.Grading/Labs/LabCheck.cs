using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Course.Notebooks;

namespace Course.Grading;

/// <summary>
/// Refuses a lab that can't be released or graded, naming the cell: each rule of nbgrader's schema, and of its marks.
/// </summary>
internal static class LabCheck
{
    private static readonly string[] required = ["schema_version", "grade", "locked", "solution"];
    private static readonly string[] known = [.. required, "task", "grade_id", "points", "checksum", "cell_type", "remove"];

    public static void Run(Notebook notebook, string lab)
    {
        var seen = new Dictionary<string, int>();
        for (var i = 0; i < notebook.Cells.Count; i++)
        {
            var cell = notebook.Cells[i];
            if (Fault(cell) is { } fault)
                throw LabException.InCell(lab, NameOf(cell, i), fault);
            if (GradeCell.Of(cell) is { } graded && !seen.TryAdd(graded.GradeId, i))
                throw LabException.InCell(lab, NameOf(cell, i),
                    $"the grade id \"{graded.GradeId}\" stands in cell {seen[graded.GradeId] + 1} already. Each cell needs its "
                        + "own.");
        }
        if (!seen.Values.Select(i => GradeCell.Of(notebook.Cells[i])!)
            .Any(cell => cell.Role is CellRole.Tests or CellRole.Manual or CellRole.Task))
            throw new LabException(
                $"{lab}: expected cells with points, found none. Is this the lab's source (notebooks/LANGUAGE/5.N-lab.ipynb)?");
    }

    /// <summary>What a teacher finds a cell by.</summary>
    internal static string NameOf(Cell cell, int index) =>
        GradeCell.Of(cell) is { GradeId.Length: > 0 } graded ? $"{index + 1} ({graded.GradeId})"
        : $"{index + 1} ({cell.Id ?? "without id"})";

    private static string? Fault(Cell cell) => MetadataFault(cell) ?? MarkFault(cell);

    private static string? MetadataFault(Cell cell)
    {
        if (cell.Metadata["nbgrader"] is null)
            return null;
        if (cell.Metadata["nbgrader"] is not JsonObject data)
            return "expected \"nbgrader\" in its metadata to be a JSON object. Remove it, or write it anew.";
        if (required.FirstOrDefault(name => !data.ContainsKey(name)) is { } missing)
            return $"its nbgrader metadata lack \"{missing}\". Schema version 3 needs {string.Join(", ", required)}.";
        if (data.FirstOrDefault(entry => !known.Contains(entry.Key)) is { Key: { } strange })
            return $"its nbgrader metadata hold \"{strange}\", which schema version 3 does not know. Remove it.";
        if (GradeCell.Number(data, "schema_version") is not 3)
            return $"expected nbgrader's schema version 3, found {data["schema_version"]}.";
        if (GradeCell.Text(data, "grade_id") is not { Length: > 0 } id)
            return "it has no grade_id. Give it one: letters, digits, _ and -.";
        if (!Regex.IsMatch(id, @"\A[a-zA-Z0-9_\-]+\z"))
            return $"expected a grade_id of letters, digits, _ and -, found \"{id}\".";
        var (grade, solution) = (GradeCell.Flag(data, "grade"), GradeCell.Flag(data, "solution"));
        var task = GradeCell.Flag(data, "task");
        if (task && (cell.Kind != CellKind.Markdown || solution))
            return "a task is a Markdown cell that says what to do, and no solution. Set task or solution to false.";
        if (cell.Kind == CellKind.Markdown && grade != solution && !task)
            return "a Markdown cell is graded by hand (grade and solution), or neither.";
        if ((grade || task) && GradeCell.Number(data, "points") is not >= 0)
            return $"it is graded, so it needs points of 0 or more; found {data["points"]?.ToJsonString() ?? "none"}.";
        return null;
    }

    private static string? MarkFault(Cell cell)
    {
        if (Regions.All.Select(kind => kind.Fault(cell.Source)).OfType<string>().FirstOrDefault() is { } fault)
            return fault;
        var role = GradeCell.Of(cell)?.Role ?? CellRole.Given;
        if (role != CellRole.Task && Regions.MarkScheme.AreIn(cell.Source))
            return "it marks a mark scheme but is no task, as nbgrader wants it. Set task to true, or remove the marks.";
        if (Regions.MarkScheme.AreIn(cell.Source) && cell.Attachments is { Count: > 0 })
            return "it has a mark scheme and attachments, and learners would get a picture of the scheme's. Put the scheme's "
                + "pictures elsewhere.";
        if (role is not (CellRole.Answer or CellRole.Manual) && Regions.Solution.AreIn(cell.Source))
            return "it marks a solution but is no answer cell, so learners would keep it. Set solution to true, or remove the "
                + "marks.";
        if (role != CellRole.Tests && Regions.HiddenTests.AreIn(cell.Source))
            return "it marks hidden tests but is no test cell, so they would not be put back. Set grade and locked to true, or "
                + "remove the marks.";
        if (role == CellRole.Answer && cell.Kind == CellKind.Code && !Regions.Solution.AreIn(cell.Source))
            return "it is an answer cell without \"// BEGIN SOLUTION\" and \"// END SOLUTION\": its solution stands outside any "
                + "marks. Add them around it.";
        return null;
    }
}
