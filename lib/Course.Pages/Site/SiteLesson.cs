using System.Text.Json;
using System.Text.Json.Nodes;
using Course.Notebooks;

namespace Course.Pages;

/// <param name="Executed">The notebook with its outputs.</param>
/// <param name="Name">The page's name, the same in every language: <c>5.1-convolution</c>.</param>
/// <param name="Options">What the page says about the notebook; the language is among it.</param>
public sealed record SiteLesson(Notebook Executed, string Name, PageOptions Options)
{
    public bool Passed => !Executed.Cells.Any(cell => cell.Failed);

    /// <summary>A lab's source has solutions and hidden tests in it; the site must never show them.</summary>
    public static bool HoldsSolutions(Notebook notebook, string name) =>
        name.EndsWith("-lab", StringComparison.OrdinalIgnoreCase) || notebook.Cells.Any(HoldsSolution);

    private static bool HoldsSolution(Cell cell) =>
        cell.Metadata["nbgrader"] is JsonObject lab && (IsTrue(lab["solution"]) || IsTrue(lab["grade"]) || IsTrue(lab["task"]))
        || cell.Source.Contains("BEGIN SOLUTION", StringComparison.OrdinalIgnoreCase)
        || cell.Source.Contains("BEGIN HIDDEN TESTS", StringComparison.OrdinalIgnoreCase);

    private static bool IsTrue(JsonNode? node) => node?.GetValueKind() == JsonValueKind.True;
}
