using System.IO.Compression;
using System.Text;
using Course.Notebooks;

namespace Course.Grading.Tests;

/// <summary>Whatever comes in, each submission has a row with a reason, and the others are graded.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly Scratch scratch = new();
    private readonly string path = Repository.TinyLab("en");
    private readonly Lab lab = Lab.Read(Repository.TinyLab("en"));

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void EveryBadSubmissionHasItsReasonAndTheOthersTheirPoints()
    {
        var good = Grading.Submission(path, Grading.Solutions(lab));
        Put("good", good);
        Put("empty", []);
        Put("no-json", "not a notebook"u8.ToArray());
        Put("truncated", good[..(good.Length / 2)]);
        Put("null-bytes", new byte[5000]);
        Put("other-lab", new Notebook().ToBytes());
        Put("old-format", Encoding.UTF8.GetBytes("""{"worksheets":[],"metadata":{},"nbformat":3,"nbformat_minor":0}"""));
        Put("deep", Encoding.UTF8.GetBytes(new string('[', 100_000)));
        Put("utf16", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(good))]);
        Put("byte-order-mark", [.. Encoding.UTF8.Preamble, .. good]);
        Put("missing", Grading.Submission(path, Grading.Solutions(lab), book => book.Remove(Cell(book, "size-answer"))));
        Put("duplicated", Grading.Submission(path, Grading.Solutions(lab), book => Duplicate(book, "size-answer")));
        Put("reordered", Grading.Submission(path, Grading.Solutions(lab), book => Move(book, "mean-answer", 0)));
        Put("retagged", Grading.Submission(path, Grading.Solutions(lab), book => Retag(book)));
        Put("untagged", Grading.Submission(path, Grading.Solutions(lab), book => Cell(book, "size-answer").Metadata.Remove("nbgrader")));
        Put("long-answer", Grading.Submission(path, new Dictionary<string, string>(Grading.Solutions(lab)) { ["size-answer"] = new string(' ', 200_000) }));
        using (var large = File.Create(scratch.Path("in", "large.ipynb"))) large.SetLength(100L << 20);
        File.CreateSymbolicLink(scratch.Path("in", "link.ipynb"), scratch.Path("in", "good.ipynb"));
        Directory.CreateDirectory(scratch.Path("in", "folder-without-a-notebook"));

        var files = SubmissionReader.Find([scratch.Path("in")], lab);
        var results = Grading.Grade(lab, scratch.Path("out"), files).ToDictionary(result => result.Student);
        Reports.Write(lab, scratch.Path("out"), [.. results.Values]);
        var overview = File.ReadAllText(scratch.Path("out", "index.html"));

        Assert.Equal(19, results.Count);
        Assert.All(results.Keys, student => Assert.Contains($">{student}</a>", overview));
        foreach (var (student, reason) in new[]
        {
            ("empty", "empty"), ("no-json", "expected a notebook in JSON"), ("truncated", "expected a notebook in JSON"), ("null-bytes", "expected a notebook"),
            ("other-lab", "another lab"), ("old-format", "nbformat 3"), ("deep", "expected a notebook"), ("large", "100 MiB"), ("link", "is a link"),
            ("folder-without-a-notebook", "There is no notebook"),
        })
            Assert.Contains(reason, results[student].Fault);
        foreach (var student in new[] { "good", "utf16", "byte-order-mark", "duplicated", "reordered", "retagged", "untagged" })
            Assert.True(results[student].Score == 6, $"{student}: {results[student].Score} {results[student].Fault}");
        foreach (var student in new[] { "missing", "long-answer" })
            Assert.Equal((0, 3, 1), (results[student].Score("size"), results[student].Score("smooth"), results[student].Score("mean")));
        foreach (var (student, note) in new[] { ("utf16", "UTF-16"), ("missing", "missing"), ("duplicated", "2 times"), ("reordered", "another order"), ("untagged", "lost its grade id") })
            Assert.Contains(note, string.Join(' ', results[student].Notes));
    }

    [Fact]
    public void TwoLearnersWithOneIdAreBothNamedAndNeitherIsGraded()
    {
        foreach (var folder in new[] { "one", "two" })
        {
            Directory.CreateDirectory(scratch.Path(folder));
            File.WriteAllBytes(scratch.Path(folder, "kim.ipynb"), Grading.Submission(path, Grading.Solutions(lab)));
        }
        var files = SubmissionReader.Find([scratch.Path("one"), scratch.Path("two")], lab);
        Assert.Equal(["kim", "kim (2)"], files.Select(file => file.Student));
        Assert.All(files, file => Assert.Contains("same id", file.Fault));
    }

    [Fact]
    public void ZipThatClimbsOutOrLinksWritesNothing()
    {
        using (var zip = ZipFile.Open(scratch.Path("all.zip"), ZipArchiveMode.Create))
        {
            Add(zip, "submitted/good/tiny-lab/tiny-lab.ipynb");
            Add(zip, "../../climber.ipynb");
            Add(zip, "/absolute.ipynb");
            Add(zip, "C:\\windows.ipynb");
            Add(zip, "submitted/linker/tiny-lab.ipynb").ExternalAttributes = unchecked((int)0xA1FF0000);
        }
        var files = SubmissionReader.Find([scratch.Path("all.zip")], lab).ToDictionary(file => file.Source.Split(": ")[1]);
        Assert.Contains("leads out", files["../../climber.ipynb"].Fault);
        Assert.Contains("leads out", files["/absolute.ipynb"].Fault);
        Assert.Contains("leads out", files["C:\\windows.ipynb"].Fault);
        Assert.Contains("link", files["submitted/linker/tiny-lab.ipynb"].Fault);
        Assert.Null(files["submitted/good/tiny-lab/tiny-lab.ipynb"].Fault);
        Assert.Equal(["all.zip"], Directory.EnumerateFileSystemEntries(scratch.Folder).Select(entry => Path.GetFileName(entry)!));
    }

    [Fact]
    public void ZipEntryThatHoldsMoreThanItSaysIsRefused()
    {
        using (var zip = ZipFile.Open(scratch.Path("bomb.zip"), ZipArchiveMode.Create))
        using (var content = zip.CreateEntry("bomb.ipynb").Open())
            for (var i = 0; i < 40; i++) content.Write(new byte[1 << 20]);
        var file = Assert.Single(SubmissionReader.Find([scratch.Path("bomb.zip")], lab));
        Assert.Contains("at most", file.Fault);
    }

    [Fact]
    public void NbgradersFolderTellsTheLearnerAndTheTime()
    {
        var folder = Directory.CreateDirectory(scratch.Path("submitted", "alice", "tiny-lab")).FullName;
        File.WriteAllBytes(Path.Combine(folder, "tiny-lab.ipynb"), []);
        File.WriteAllBytes(Path.Combine(folder, "scratchpad.ipynb"), []);
        File.WriteAllText(Path.Combine(folder, "timestamp.txt"), "2026-11-25 08:00:00.123456 UTC\n");
        var file = Assert.Single(SubmissionReader.Find([scratch.Path("submitted")], lab));
        Assert.Equal(("alice", new DateTimeOffset(2026, 11, 25, 8, 0, 0, TimeSpan.Zero).AddTicks(1234560)), (file.Student, file.Submitted));
        Assert.Null(file.Fault);
    }

    private static ZipArchiveEntry Add(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name);
        using var content = entry.Open();
        content.Write("{}"u8);
        return entry;
    }

    private void Put(string student, byte[] bytes)
    {
        Directory.CreateDirectory(scratch.Path("in"));
        File.WriteAllBytes(scratch.Path("in", student + ".ipynb"), bytes);
    }

    private static Cell Cell(Notebook notebook, string id) => notebook.Cells.Single(cell => GradeCell.Of(cell)?.GradeId == id);

    private static void Duplicate(Notebook notebook, string id)
    {
        var cell = Cell(notebook, id);
        var copy = Course.Notebooks.Cell.Code(Regions.CodeStub);
        copy.Metadata = (System.Text.Json.Nodes.JsonObject)cell.Metadata.DeepClone();
        notebook.Insert(notebook.Cells.ToList().IndexOf(cell) + 1, copy);
    }

    private static void Move(Notebook notebook, string id, int place)
    {
        var cell = Cell(notebook, id);
        notebook.Remove(cell);
        notebook.Insert(place, cell);
    }

    // A learner who makes the tests theirs: more points, no tests, other flags, the answers locked.
    private static void Retag(Notebook notebook)
    {
        foreach (var cell in notebook.Cells)
        {
            if (cell.Metadata["nbgrader"] is not System.Text.Json.Nodes.JsonObject data) continue;
            if (GradeCell.Of(cell)!.Role == CellRole.Tests) cell.Source = "1000";
            data["points"] = 1000;
            data["locked"] = true;
            data["checksum"] = "0";
        }
    }
}
