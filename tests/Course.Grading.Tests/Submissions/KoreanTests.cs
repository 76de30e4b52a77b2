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
        Put("missing-cell", Grading.Submission(path, Grading.Solutions(lab), book => book.Remove(book.Cells.Single(cell => GradeCell.Of(cell)?.GradeId == "size-answer"))));
        using (var large = File.Create(scratch.Path("in", "large.ipynb"))) large.SetLength(100L << 20);
        File.CreateSymbolicLink(scratch.Path("in", "link.ipynb"), scratch.Path("in", "empty-file.ipynb"));
        Directory.CreateDirectory(scratch.Path("in", "no-file"));
        foreach (var (name, code) in new[]
        {
            ("stub", Regions.CodeStub), ("blank", " "), ("long", new string(' ', 200_000)), ("wrong", "int OutputSize(int input, int kernel, int stride, int padding) => 1;"),
            ("directive", "#load \"x.csx\""), ("refused", "int OutputSize(int input, int kernel, int stride, int padding) => System.IO.File.ReadAllText(\"x\").Length;"),
            ("renamed", "int Length(int input) => input;"), ("other-declaration", "long OutputSize(int input, int kernel, int stride, int padding) => 26;"),
            ("time", "while (true) { }"), ("unsafe", "unsafe { }"), ("crash", "int OutputSize(int input, int kernel, int stride, int padding) { _ = torch.ones(2, 2)[null, null]; return 0; }"),
            ("memory", "var all = new List<byte[]>(); while (true) { var one = new byte[1 << 24]; Array.Fill(one, (byte)1); all.Add(one); }"),
            ("recursion", "int OutputSize(int input, int kernel, int stride, int padding) => OutputSize(input, kernel, stride, padding) + 1;"),
            ("does-not-compile", "int OutputSize(int input, int kernel, int stride, int padding) => input -"),
        })
            Put(name, Grading.Submission(path, new Dictionary<string, string>(Grading.Solutions(lab)) { ["size-answer"] = code }));

        var results = Grading.Grade(lab, scratch.Path("out"), SubmissionReader.Find([scratch.Path("in")], lab));
        Assert.Equal(22, results.Count);
        Assert.All(results, result => Assert.True(result.Fault is not null || result.Score("size") == 0, $"{result.Student}: {result.Score}"));
        foreach (var result in results)
        {
            var said = new[] { result.Fault ?? "" }.Concat(result.Notes).Concat(result.Exercises.Select(exercise => Words.In("ko").Explanation(exercise)))
                .Concat(result.Exercises.SelectMany(exercise => exercise.Answers).Select(answer => answer.Error ?? "")).Where(text => text.Length > 0).ToList();
            Assert.NotEmpty(said);
            Assert.All(said.Select(text => text.Split('\n')[0]), line => Assert.Matches("[가-힣]", line));
            Assert.All(said.SelectMany(text => text.Split('\n')).Where(line => !IsQuoted(line)), line => Assert.DoesNotMatch(@"([A-Za-z']+[ ,]+){3}", Regex.Replace(line, "\"[^\"]*\"", "")));
        }
    }

    // What the compiler or .NET says of the learner's own line stands as it does in the notebook.
    private static bool IsQuoted(string line) => Regex.IsMatch(line, @"^\s{2,}|^\S+, line \d+|^\w+Exception: |: error CS\d+");

    private void Put(string student, byte[] bytes) => File.WriteAllBytes(scratch.Path("in", student + ".ipynb"), bytes);
}
