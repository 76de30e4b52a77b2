using System.Text;
using Course.Notebooks;

namespace Course.Grading;

/// <summary>Everything that is written from the results, each in a file of its own. They are written anew each time.</summary>
public static class Reports
{
    /// <returns>The overview page.</returns>
    /// <exception cref="NotebookException">A file can't be written, or manual.csv has a mistake.</exception>
    public static string Write(Lab lab, string output, IReadOnlyList<GradeResult> results)
    {
        var manual = new ManualPoints(output);
        manual.Write(results);
        results = [.. results.Select(manual.Apply)];
        return output;
    }
}
