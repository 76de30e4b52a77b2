using Course.Notebooks;

namespace Course.Grading;

/// <summary>An output of the solution is a solution too.</summary>
internal static class ClearOutputs
{
    public static void Run(Notebook notebook)
    {
        foreach (var cell in notebook.Cells.Where(cell => cell.Kind == CellKind.Code))
        {
            cell.ClearOutputs();
            cell.ExecutionCount = null;
        }
    }
}
