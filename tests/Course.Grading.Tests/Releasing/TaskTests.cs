using System.Text.Json.Nodes;
using Course.Notebooks;

namespace Course.Grading.Tests;

/// <summary>nbgrader's tasks: what is done anywhere in the notebook, with a mark scheme that learners never see.</summary>
public sealed class TaskTests : IDisposable
{
    private const string task = "## Task: labels\n\nLabel the axes.\n\n### BEGIN MARK SCHEME\n1 point an axis\n### END MARK SCHEME";
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory, InlineData(false), InlineData(true)]
    public void PersonGivesItsPointsAndNobodySeesItsMarkScheme(bool grade)
    {
        Lab(Task(task, grade)).Write(scratch.Path("task-lab.ipynb"));
        var lab = Course.Grading.Lab.Read(scratch.Path("task-lab.ipynb"));
        var released = ReleaseSteps.Release(lab.Notebook, "task-lab");
        Assert.DoesNotContain("1 point an axis", System.Text.Encoding.UTF8.GetString(released.ToBytes()));
        Assert.Equal("## Task: labels\n\nLabel the axes.\n", released.Cells[^1].Source);
        var (expected, found) = (Nbgrader.GenerateAssignment(JsonNode.Parse(lab.Notebook.ToBytes())!), JsonNode.Parse(released.ToBytes())!);
        Assert.True(JsonNode.DeepEquals(expected["cells"]!.AsArray()[^1]!["metadata"], found["cells"]!.AsArray()[^1]!["metadata"]));

        var results = Grading.Grade(lab, scratch.Path("out"), [Grading.File("kim", Grading.Submission(lab.File, Grading.Solutions(lab)))]);
        Assert.Equal((1, 4, true), (results[0].Score, results[0].MaximumScore, results[0].WaitsForAPerson));
        Reports.Write(lab, scratch.Path("out"), results);
        var manual = scratch.Path("out", "manual.csv");
        File.WriteAllText(manual, File.ReadAllText(manual).Replace("kim,labels,,3,", "kim,labels,2,3,no unit", StringComparison.Ordinal));
        Reports.Write(lab, scratch.Path("out"), results);
        Assert.Contains(",kim,,,,3,0.0,3,4", File.ReadAllText(scratch.Path("out", "nbgrader.csv")));
        var feedback = File.ReadAllText(scratch.Path("out", "feedback", "kim.html"));
        Assert.Contains("Task: labels", feedback);
        Assert.Contains("no unit", feedback);
        Assert.DoesNotContain("1 point an axis", string.Concat(Directory.EnumerateFiles(scratch.Path("out"), "*", SearchOption.AllDirectories).Select(File.ReadAllText)));
    }

    [Fact]
    public void TaskThatWouldLeakOrCantBeGradedIsRefusedByName()
    {
        Refused("needs points", Task(task, false, points: null));
        Refused("no line after it", Task("BEGIN MARK SCHEME", false));
        Refused("is no task", Cell.Markdown(task));
        var code = Cell.Code("1");
        code.Metadata = Task(task, false).Metadata.DeepClone().AsObject();
        Refused("a Markdown cell", code);
        var picture = Task(task, false);
        picture.Json["attachments"] = new JsonObject { ["scheme.png"] = new JsonObject { ["image/png"] = "" } };
        Refused("attachments", picture);
    }

    private static void Refused(string expected, Cell cell)
    {
        var error = Assert.Throws<LabException>(() => ReleaseSteps.Release(Lab(cell), "lab"));
        Assert.Contains("cell 3 (", error.Message);
        Assert.Contains(expected, error.Message);
    }

    private static Notebook Lab(Cell last)
    {
        var notebook = new Notebook();
        notebook.Add(Graded(Cell.Code("// BEGIN SOLUTION\nvar one = 1;\n// END SOLUTION"), "one", false, true, false, null));
        notebook.Add(Graded(Cell.Code("if (one != 1) throw new Exception();"), "tests", true, false, false, 1));
        notebook.Add(last);
        return notebook;
    }

    private static Cell Task(string source, bool grade, double? points = 3) => Graded(Cell.Markdown(source), "labels", grade, false, true, points);

    private static Cell Graded(Cell cell, string id, bool grade, bool solution, bool task, double? points)
    {
        var data = new JsonObject { ["schema_version"] = 3, ["grade"] = grade, ["solution"] = solution, ["locked"] = !solution, ["task"] = task, ["grade_id"] = id };
        if (points is not null) data["points"] = points;
        cell.Metadata = new JsonObject { ["nbgrader"] = data };
        return cell;
    }
}
