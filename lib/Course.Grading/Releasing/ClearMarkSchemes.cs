using Course.Notebooks;

namespace Course.Grading;

/// <summary>Takes the mark schemes out of tasks; whoever grades them has the source.</summary>
internal static class ClearMarkSchemes
{
    public static void Run(Notebook notebook)
    {
        foreach (var cell in notebook.Cells.Where(cell => Regions.MarkScheme.AreIn(cell.Source)))
            cell.Source = Regions.MarkScheme.Replace(cell.Source, null);
    }
}
