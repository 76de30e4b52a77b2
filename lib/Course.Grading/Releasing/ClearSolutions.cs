using Course.Notebooks;

namespace Course.Grading;

/// <summary>Puts the stub in the place of each solution.</summary>
internal static class ClearSolutions
{
    public static void Run(Notebook notebook)
    {
        foreach (var cell in notebook.Cells)
            if (GradeCell.Of(cell) is { Role: CellRole.Answer or CellRole.Manual } answer)
                cell.Source = answer.Released;
    }
}
