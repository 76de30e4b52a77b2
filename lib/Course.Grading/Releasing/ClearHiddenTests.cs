using Course.Notebooks;

namespace Course.Grading;

/// <summary>Takes the hidden tests out; grading puts the teacher's cell back.</summary>
internal static class ClearHiddenTests
{
    public static void Run(Notebook notebook)
    {
        foreach (var cell in notebook.Cells.Where(cell => Regions.HiddenTests.AreIn(cell.Source)))
            cell.Source = Regions.HiddenTests.Replace(cell.Source, null);
    }
}
