using System.Text;
using System.Text.Json.Nodes;
using Course.Notebooks;
using Course.Pages;

namespace Course.Grading;

/// <param name="Overview">The overview page's path.</param>
/// <param name="Strangers">Rows of manual.csv that fit no submission.</param>
public sealed record WrittenReports(string Overview, IReadOnlyList<string> Strangers);

/// <summary>Everything that is written from the results, each in a file of its own. They are written anew each time.</summary>
public static class Reports
{
    /// <exception cref="NotebookException">A file can't be written, or manual.csv has a mistake.</exception>
    public static WrittenReports Write(Lab lab, string output, IReadOnlyList<GradeResult> results)
    {
        var manual = new ManualPoints(output);
        var strangers = manual.Write(results);
        results = [.. results.Select(manual.Apply)];

        Save("nbgrader.csv", LearningPlatforms.Nbgrader(results));
        Save("canvas.csv", LearningPlatforms.Canvas(lab, results));
        Save("moodle.csv", LearningPlatforms.Moodle(lab, results));
        Save("results.json", new JsonArray([.. results.Select(result => JsonNode.Parse(result.ToJson()))])
            .ToJsonString(GradeResult.Options));
        foreach (var result in results)
        {
            var name = ResultFolder.FileName(result.Student);
            Save($"gradescope/{name}.json", Gradescope.Json(result));
            Save($"classroom50/{name}.json", Classroom50.Json(result));
            Save($"feedback/{name}.html", FeedbackPage.Html(result));
        }
        Save("index.html", OverviewPage.Html(lab, results));
        return new(Path.Combine(output, "index.html"), strangers);

        void Save(string name, string text) => AtomicFile.Write(Path.Combine(output, name), Encoding.UTF8.GetBytes(text));
    }
}
