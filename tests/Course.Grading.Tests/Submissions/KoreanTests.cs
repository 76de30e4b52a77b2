using System.Text.RegularExpressions;
using Course.Notebooks;

namespace Course.Grading.Tests;

/// <summary>Who hands in a Korean lab reads Korean, whatever is wrong with it.</summary>
public sealed class KoreanTests : IDisposable
{
    private readonly Scratch scratch = new();
    private readonly string path = Repository.TinyLab("ko");
    private readonly Lab lab = Lab.Read(Repository.TinyLab("ko"));

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void EveryFailureIsToldInKorean()
    {
        Directory.CreateDirectory(scratch.Path("in"));
        Put("empty-file", []);
        Put("no-notebook", "no notebook"u8.ToArray());
        Put("old-format", """{"worksheets":[],"metadata":{},"nbformat":3,"nbformat_minor":0}"""u8.ToArray());
        Put("other-lab", new Notebook().ToBytes());
        Put("missing-cell", Grading.Submission(path, Grading.Solutions(lab),
            book => book.Remove(book.Cells.Single(cell => GradeCell.Of(cell)?.GradeId == "size-answer"))));
        using (var large = File.Create(scratch.Path("in", "large.ipynb"))) large.SetLength(100L << 20);
        File.CreateSymbolicLink(scratch.Path("in", "link.ipynb"), scratch.Path("in", "empty-file.ipynb"));
        Directory.CreateDirectory(scratch.Path("in", "no-file"));
        foreach (var (name, code) in new[]
        {
            ("stub", Regions.CodeStub),
            ("blank", " "),
            ("long", new string(' ', 200_000)),
            ("directive", "#load \"x.csx\""),
            ("unsafe", "unsafe { }"),
            ("renamed", "int Length(int input) => input;"),
            ("other-declaration", Declared("26").Replace("int O", "long O", StringComparison.Ordinal)),
            ("does-not-compile", Declared("input -")),
            ("wrong", Declared("1")),
            ("refused", Declared("System.IO.File.ReadAllText(\"x\").Length")),
            ("recursion", Declared("OutputSize(input, kernel, stride, padding) + 1")),
            ("crash", Declared("(int)torch.ones(2, 2)[null, null].numel()")),
            ("time", "while (true) { }"),
            ("memory", "var all = new List<byte[]>(); while (true) { all.Add(new byte[1 << 24]); Array.Fill(all[^1], (byte)1); }"),
        })
            Put(name, Grading.Submission(path, new Dictionary<string, string>(Grading.Solutions(lab)) { ["size-answer"] = code }));

        var results = Grading.Grade(lab, scratch.Path("out"), SubmissionReader.Find([scratch.Path("in")], lab));
        Assert.Equal(22, results.Count);
        foreach (var result in results)
        {
            Assert.True(result.Fault is not null || result.Score("size") == 0, result.Student);
            var answers = result.Exercises.SelectMany(exercise => exercise.Answers);
            string?[] all = [result.Fault, .. result.Notes, .. result.Exercises.Select(Words.In("ko").Explanation), .. answers.Select(answer => answer.Error)];
            var said = all.Where(text => !string.IsNullOrEmpty(text)).Select(text => text!.Split('\n')).ToList();
            Assert.NotEmpty(said);
            Assert.All(said, lines => Assert.Matches("[가-힣]", lines[0]));
            Assert.All(said.SelectMany(lines => lines).Where(line => !IsQuoted(line)),
                line => Assert.DoesNotMatch(@"([A-Za-z']+[ ,]+){3}", Regex.Replace(line, "\"[^\"]*\"", "")));
        }
    }

    private static string Declared(string value) => $"int OutputSize(int input, int kernel, int stride, int padding) => {value};";

    // What the compiler or .NET says of the learner's own line stands as it does in the notebook.
    private static bool IsQuoted(string line) => Regex.IsMatch(line, @"^\s{2,}|^\S+, line \d+|^\w+Exception: |: error CS\d+");

    private void Put(string student, byte[] bytes) => File.WriteAllBytes(scratch.Path("in", student + ".ipynb"), bytes);
}
