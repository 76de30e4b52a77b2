using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Course.Notebooks;

namespace Course.Grading;

/// <summary>What a cell of a lab is for; nbgrader's five kinds, and all the others.</summary>
public enum CellRole
{
    /// <summary>Prose, setup, examples: everything nbgrader has no word for, and read-only cells.</summary>
    Given,

    /// <summary>The learner's answer, graded by the tests that follow (solution).</summary>
    Answer,

    /// <summary>Tests with points (grade and locked).</summary>
    Tests,

    /// <summary>An answer that a person gives points for (grade and solution).</summary>
    Manual,

    /// <summary>A task whose answer stands anywhere in the notebook; a person gives points for it (task).</summary>
    Task,
}

/// <summary>nbgrader's metadata of a cell, schema version 3.</summary>
public sealed record GradeCell(Cell Cell, CellRole Role, string GradeId, double Points, bool Locked)
{
    /// <summary>
    /// The source as learners get it. nbgrader's rule: marked regions become the stub; an answer without marks becomes the stub
    /// as a whole.
    /// </summary>
    internal string Released => Cell.Kind == CellKind.Code ? ReleasedWith(Regions.CodeStub) : ReleasedWith(Regions.TextStub);

    /// <summary>Null for a cell without nbgrader metadata, or with none that can be read.</summary>
    public static GradeCell? Of(Cell cell)
    {
        if (cell.Metadata["nbgrader"] is not JsonObject data || Text(data, "grade_id") is not { } id)
            return null;
        var (grade, solution) = (Flag(data, "grade"), Flag(data, "solution"));
        var role = (grade, solution) switch
        {
            _ when Flag(data, "task") => CellRole.Task,
            (true, true) => CellRole.Manual,
            (true, false) => CellRole.Tests,
            (false, true) => CellRole.Answer,
            _ => CellRole.Given,
        };
        return new GradeCell(cell, role, id, Number(data, "points") ?? 0, Flag(data, "locked"));
    }

    private string ReleasedWith(string stub) =>
        Regions.Solution.AreIn(Cell.Source) ? Regions.Solution.Replace(Cell.Source, stub) : stub;

    internal static bool Flag(JsonObject data, string name) =>
        data[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    internal static string? Text(JsonObject data, string name) =>
        data[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    internal static double? Number(JsonObject data, string name) =>
        data[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number
        && double.TryParse(value.ToJsonString(), CultureInfo.InvariantCulture, out var number) ? number : null;
}
