using System.Diagnostics;

namespace Course.Grading.Tests;

/// <summary>Grading again, going on after a kill, and what a person has entered.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly Scratch scratch = new();
    private readonly string path = Repository.TinyLab("en");
    private readonly Lab lab = Lab.Read(Repository.TinyLab("en"));

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void KilledRunGoesOnWithoutGradingTwiceOrLosingAResult()
    {
        for (var i = 0; i < 12; i++) Submit($"learner{i:00}", Grading.Solutions(lab));
        string[] grade = ["grade", scratch.Path("in"), "--lab", path, "--out", scratch.Path("out"), "--jobs", "2", .. Grading.Options];
        using (var grading = Start(grade))
        {
            var clock = Stopwatch.StartNew();
            while (Results() < 4 && clock.Elapsed < TimeSpan.FromMinutes(2)) Thread.Sleep(20);
            grading.Kill(); // as the system does: nothing is told
            grading.WaitForExit();
        }
        var before = new ResultFolder(scratch.Path("out")).All();
        Assert.InRange(before.Count, 4, 11);
        File.WriteAllText(scratch.Path("out", "results", "x.json.0123.tmp"), "half a result");

        var text = Course(grade);
        var after = new ResultFolder(scratch.Path("out")).All();
        Assert.Equal(12, after.Count);
        Assert.Equal(before.Select(result => result.Graded), before.Select(result => after.Single(other => other.Student == result.Student).Graded));
        Assert.Equal(before.Count, text.Split("(as before)").Length - 1);
        Assert.Empty(Directory.EnumerateFiles(scratch.Path("out", "results"), "*.tmp"));
        Assert.All(after, result => Assert.Equal(6, result.Score));
    }

    [Fact]
    public void GradingAgainChangesNothingAndPointsByHandSurviveIt()
    {
        Submit("kim", Grading.Solutions(lab));
        Submit("lee", Grading.Solutions(lab));
        Grade();
        var manual = scratch.Path("out", "manual.csv");
        File.WriteAllText(manual, File.ReadAllText(manual).Replace("kim,why,,2,", "kim,why,1.5,2,\"good, but short\"", StringComparison.Ordinal));
        Grade();
        var csv = File.ReadAllText(scratch.Path("out", "nbgrader.csv"));
        Assert.Contains(",kim,,,,7.5,0.0,7.5,8", csv);
        Assert.Contains("good, but short", File.ReadAllText(scratch.Path("out", "feedback", "kim.html")));

        var files = new[] { "nbgrader.csv", "manual.csv", "results.json", "index.html" }.Select(name => scratch.Path("out", name)).ToList();
        var first = files.Select(File.ReadAllText).ToList();
        Grade();
        Assert.Equal(first, files.Select(File.ReadAllText));

        Submit("kim", new(Grading.Solutions(lab)) { ["mean-answer"] = "var mean = 0f;" }); // handed in again
        Grade();
        Assert.Contains(",kim,,,,6.5,0.0,6.5,8", File.ReadAllText(scratch.Path("out", "nbgrader.csv")));
    }

    [Fact]
    public void MoreManualPointsThanThereAreAreRefusedByName()
    {
        Directory.CreateDirectory(scratch.Path("out"));
        File.WriteAllText(scratch.Path("out", "manual.csv"), "student_id,grade_id,points,max_points,comment\nkim,why,3,2,\n");
        Submit("kim", Grading.Solutions(lab));
        var error = Assert.Throws<Notebooks.NotebookException>(Grade);
        Assert.Contains("kim, why", error.Message);
    }

    [Fact]
    public void ShardsMergedAreTheWhole()
    {
        for (var i = 0; i < 5; i++) Submit($"learner{i}", Grading.Solutions(lab));
        foreach (var shard in new[] { "1/2", "2/2" })
            Course(["grade", scratch.Path("in"), "--lab", path, "--out", scratch.Path("part" + shard[0]), "--shard", shard, .. Grading.Options]);
        Assert.Equal(3, new ResultFolder(scratch.Path("part1")).All().Count);
        Course("grade", "merge", scratch.Path("part1"), scratch.Path("part2"), "--lab", path, "--out", scratch.Path("whole"));
        Assert.Equal(6, File.ReadAllLines(scratch.Path("whole", "nbgrader.csv")).Length);
        Assert.Contains("learner4", File.ReadAllText(scratch.Path("whole", "index.html")));
    }

    [Fact]
    public void FullDiskIsToldAndLosesNothing()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Needs a small disk, which only root may mount: run the tests as root.");
        Directory.CreateDirectory(scratch.Path("small"));
        var mounted = Process.Start("mount", ["-t", "tmpfs", "-o", "size=8k", "tmpfs", scratch.Path("small")]);
        mounted.WaitForExit();
        Assert.SkipUnless(mounted.ExitCode == 0, "Needs a small disk, and root may mount none here: in a container, add CAP_SYS_ADMIN.");
        try
        {
            for (var i = 0; i < 6; i++) Submit($"learner{i}", Grading.Solutions(lab));
            var error = Assert.Throws<Notebooks.NotebookException>(() => Grading.Grade(lab, scratch.Path("small"), SubmissionReader.Find([scratch.Path("in")], lab.Name)));
            Assert.Contains("cannot be written", error.Message);
            Assert.All(new ResultFolder(scratch.Path("small")).All(), result => Assert.Equal(6, result.Score));
            Assert.Empty(Directory.EnumerateFiles(scratch.Path("small"), "*.tmp", SearchOption.AllDirectories));
        }
        finally
        {
            Process.Start("umount", [scratch.Path("small")]).WaitForExit();
        }
    }

    private int Results() => Directory.Exists(scratch.Path("out", "results")) ? Directory.GetFiles(scratch.Path("out", "results"), "*.json").Length : 0;

    private void Grade() => Reports.Write(lab, scratch.Path("out"), Grading.Grade(lab, scratch.Path("out"), SubmissionReader.Find([scratch.Path("in")], lab.Name)));

    private void Submit(string student, Dictionary<string, string> answers)
    {
        Directory.CreateDirectory(scratch.Path("in"));
        File.WriteAllBytes(scratch.Path("in", student + ".ipynb"), Grading.Submission(path, answers));
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Repository.Path("lib", "Course.Cli", "bin", "course.dll"), .. arguments])
    {
        RedirectStandardOutput = true,
    })!;

    private static string Course(params string[] arguments)
    {
        using var process = Start(arguments);
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return text;
    }
}
