using Course.Notebooks;

namespace Course.Pages.Tests;

internal static class NotebookBuilding
{
    public static Notebook With(this Notebook notebook, params Cell[] cells)
    {
        foreach (var cell in cells)
            notebook.Add(cell);
        return notebook;
    }
}
