using System.Text.Json.Nodes;
using Course.Notebooks;

namespace Course.Grading;

/// <summary>
/// nbgrader's checksums, by which it sees whether a learner has changed a cell. They say nothing of what was taken out.
/// </summary>
internal static class ComputeChecksums
{
    public static void Run(Notebook notebook)
    {
        foreach (var cell in notebook.Cells.Select(GradeCell.Of).OfType<GradeCell>()
            .Where(cell => cell.Role != CellRole.Given || cell.Locked))
        {
            var data = (JsonObject)cell.Cell.Metadata["nbgrader"]!;
            data.Put("checksum", Checksum.Of(cell));
            data.Put("cell_type", cell.Cell.Kind.ToString().ToLowerInvariant());
        }
    }
}
