using Course.Notebooks;

namespace Course.Grading;

/// <summary>
/// Takes out what learners do not get: hidden tests (grading puts the teacher's cell back) and mark schemes (whoever grades has
/// the source).
/// </summary>
internal static class ClearRegions
{
    public static Action<Notebook> Of(Regions regions) => notebook =>
    {
        foreach (var cell in notebook.Cells.Where(cell => regions.AreIn(cell.Source)))
            cell.Source = regions.Replace(cell.Source, null);
    };
}
