using Course.Notebooks;

namespace Course.Grading;

/// <summary>Jupyter then refuses to delete graded cells, and to edit tests and read-only ones. Nothing relies on it.</summary>
internal static class LockCells
{
    public static void Run(Notebook notebook)
    {
        foreach (var cell in notebook.Cells.Select(GradeCell.Of).OfType<GradeCell>())
        {
            if (cell.Role is CellRole.Given or CellRole.Task && !cell.Locked)
                continue;
            ReleaseSteps.Set(cell.Cell, "deletable", false);
            if (cell.Role is CellRole.Tests or CellRole.Given or CellRole.Task)
                ReleaseSteps.Set(cell.Cell, "editable", false);
        }
    }
}
