using Course.Notebooks;

namespace Course.Grading;

/// <summary>A cell's source as learners get it.</summary>
internal static class ReleasedSource
{
    /// <summary>nbgrader's rule: marked regions become the stub; an answer without marks becomes the stub as a whole.</summary>
    public static string Of(GradeCell cell)
    {
        var stub = cell.Cell.Kind == CellKind.Code ? Regions.CodeStub : Regions.TextStub;
        return Regions.Solution.AreIn(cell.Cell.Source) ? Regions.Solution.Replace(cell.Cell.Source, stub) : stub;
    }
}
