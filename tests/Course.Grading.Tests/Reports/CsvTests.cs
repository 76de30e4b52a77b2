using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Course.Grading.Tests;

/// <summary>Tables that people open in Excel and save again.</summary>
public sealed class CsvTests : IDisposable
{
    private static readonly string[] pieces = ["=", "+", "-", "@", "'", "\"", ",", ";", "\t", "\r", "\n", "\r\n", " ", "\uFEFF", "\uFF1D", "\uFF20", "1", "-5", "김", "\u200B", "\uD83D"];
    private readonly Scratch scratch = new();
    private readonly Lab lab = Lab.Read(Repository.TinyLab("en"));

    public void Dispose() => scratch.Dispose();

    [Property(MaxTest = 2000)]
    public Property WhatWasWrittenIsRead() => Prop.ForAll(
        Gen.OneOf(ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""), Gen.Elements(pieces).ListOf().Select(string.Concat)).ListOf().Where(fields => fields.Count > 0).ToArbitrary(),
        fields => Csv.Read(Csv.Line([.. fields]) + Csv.Line("end")) is [var first, ["end"]] && first.SequenceEqual(fields));

    [Property(MaxTest = 2000)]
    public Property NothingWrittenIsAFormula() => Prop.ForAll(Gen.Elements(pieces).ListOf().Select(string.Concat).ToArbitrary(), text =>
    {
        var field = Csv.Line(text)[..^1];
        if (field.StartsWith('"')) field = field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal); // as Excel has it in the cell
        return double.TryParse(field, out _) || !"\t\r\n".Contains(field.FirstOrDefault('a'))
            && !"=+-@\uFF1D\uFF20".Contains(field.Trim([' ', '\t', '\r', '\n', '\uFEFF', '\u200B']).FirstOrDefault('a'));
    });

    [Theory]
    [InlineData(",", false, "\r\n")]
    [InlineData(";", false, "\r\n")] // Excel where the comma divides decimals
    [InlineData("\t", true, "\r\n")] // "Unicode text"
    public void PointsSurviveExcel(string separator, bool isUtf16, string end)
    {
        Reports.Write(lab, scratch.Folder, [Result("007"), Result("김민수"), Result("8")]);
        Assert.Equal(Encoding.UTF8.Preamble, File.ReadAllBytes(scratch.Path("manual.csv")).AsSpan(0, 3));
        var half = separator == ";" ? "1,5" : "1.5";
        string[] rows = ["student_id,grade_id,points,max_points,comment", $"7,why,{(half == "1,5" ? "1~5" : half)},2,\"good, short\"", "김민수,why,2,2,", "8,why,0,2,없음"];
        var text = string.Concat(rows.Select(row => row.Replace(",", separator, StringComparison.Ordinal).Replace('~', ',') + end)).Replace($"good{separator} ", "good, ", StringComparison.Ordinal);
        File.WriteAllText(scratch.Path("manual.csv"), text, isUtf16 ? Encoding.Unicode : new UTF8Encoding(true));
        var written = Reports.Write(lab, scratch.Folder, [Result("007"), Result("김민수"), Result("8")]);
        Assert.Empty(written.Strangers);
        var scores = Csv.Read(File.ReadAllText(scratch.Path("nbgrader.csv"))).Skip(1).ToDictionary(row => row[3], row => row[9]);
        Assert.Equal([("007", "1.5"), ("8", "0"), ("김민수", "2")], scores.Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.Contains("good, short", File.ReadAllText(scratch.Path("feedback", "007.html")));
        Assert.Contains("007,why,", File.ReadAllText(scratch.Path("manual.csv")));
    }

    [Fact]
    public void LostZerosThatTwoCanMeanAndStrangersAreNamedAndKept()
    {
        File.WriteAllText(scratch.Path("manual.csv"), "student_id,grade_id,points,max_points,comment\n7,why,1,2,\nnobody,why,2,2,\n");
        for (var i = 0; i < 2; i++)
            Assert.Equal(["7, why", "nobody, why"], Reports.Write(lab, scratch.Folder, [Result("007"), Result("07")]).Strangers);
    }

    [Fact]
    public void IdWithAMarkNobodySeesKeepsToItself()
    {
        Reports.Write(lab, scratch.Folder, [Result("kim"), Result("kim\uFEFF"), Result("\uFEFFkim")]);
        var manual = scratch.Path("manual.csv");
        File.WriteAllText(manual, File.ReadAllText(manual).Replace("\nkim,why,,", "\nkim,why,2,", StringComparison.Ordinal));
        Reports.Write(lab, scratch.Folder, [Result("kim"), Result("kim\uFEFF"), Result("\uFEFFkim")]);
        Assert.Equal(4, Csv.Read(File.ReadAllText(manual)).Count);
        Assert.Contains("kim,why,2,2,", File.ReadAllText(manual));
    }

    [Fact]
    public void BytesOfAnotherEncodingAreRefusedWithAdviceAndKept()
    {
        byte[] korean = [.. "student_id,grade_id,points,max_points,comment\n"u8, 0xB1, 0xE8, .. ",why,2,2,\n"u8];
        File.WriteAllBytes(scratch.Path("manual.csv"), korean);
        Assert.Contains("CSV UTF-8", Assert.Throws<Notebooks.NotebookException>(() => Reports.Write(lab, scratch.Folder, [Result("kim")])).Message);
        Assert.Equal(korean, File.ReadAllBytes(scratch.Path("manual.csv")));
    }

    [Fact]
    public void NoIdHasAnothersFileName()
    {
        string[] ids = ["Kim", "_im", "kim", "con", "", "김민수", "이서연", new string('a', 60), new string('a', 61), "kim\uFEFF", "../kim", "kim/", "kim.", "kim "];
        var names = ids.Concat(ids.Select(ResultFolder.FileName)).Distinct().Select(ResultFolder.FileName).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.Matches(@"\A[a-z0-9_-]{1,100}\z", name));
        Assert.DoesNotContain("con", names);
    }

    private static GradeResult Result(string student) => new(student, "tiny-lab", "en", student + ".ipynb")
    {
        Exercises = [new("why", "Why", 2) { Score = null, Outcome = Outcome.ByHand }],
        MaximumScore = 2,
    };
}
