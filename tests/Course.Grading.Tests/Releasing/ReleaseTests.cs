using System.Text.Json.Nodes;
using Course.Notebooks;

namespace Course.Grading.Tests;

/// <summary>From a lab's source to what learners get.</summary>
public sealed class ReleaseTests
{
    public static TheoryData<string> Labs => LabTests.Labs;

    [Theory, MemberData(nameof(Labs))]
    public void ReleaseIsWhatNbgraderMakes(string path)
    {
        var source = File.ReadAllText(Repository.Path(path));
        var expected = Nbgrader.GenerateAssignment(JsonNode.Parse(source)!)["cells"]!.AsArray();
        var found = JsonNode.Parse(ReleaseSteps.Release(Notebook.Read(Repository.Path(path)), "lab").ToBytes())!["cells"]!.AsArray();
        Assert.Equal(expected.Count, found.Count);
        foreach (var (cell, other) in expected.Zip(found))
        {
            Assert.Equal(Nbgrader.Source(cell!), Nbgrader.Source(other!));
            Assert.True(JsonNode.DeepEquals(cell!["metadata"], other!["metadata"]), $"{cell["metadata"]}\n{other["metadata"]}");
            Assert.Equal("[]", (other["outputs"] ?? new JsonArray()).ToJsonString());
        }
    }

    [Theory, MemberData(nameof(Labs))]
    public void NothingThatWasTakenOutIsLeft(string path)
    {
        var source = Notebook.Read(Repository.Path(path));
        var released = System.Text.Encoding.UTF8.GetString(ReleaseSteps.Release(source, "lab").ToBytes());
        var taken = source.Cells.SelectMany(cell => Regions.Solution.Lines(cell.Source).Concat(Regions.HiddenTests.Lines(cell.Source)))
            .Select(line => JsonValue.Create(line.Trim()).ToJsonString()[1..^1]).Where(line => line.Length >= 30).ToList();
        var given = string.Join('\n', source.Cells.Select(cell => Regions.HiddenTests.Replace(Regions.Solution.Replace(cell.Source, null), null)));
        taken.RemoveAll(line => given.Contains(line, StringComparison.Ordinal) || given.Contains(line.Replace("\\\"", "\"").Replace("\\u0022", "\""), StringComparison.Ordinal));
        Assert.NotEmpty(taken);
        Assert.All(taken, line => Assert.DoesNotContain(line, released));
        Assert.DoesNotContain("BEGIN ", released);
    }

    [Fact]
    public void ChecksumIsNbgraders()
    {
        // hashlib.md5(b"1 + 1" b"code" b"True" b"False" b"True" b"two" b"2.0").hexdigest()
        var cell = Cell.Code("1 + 1");
        cell.Metadata = new JsonObject { ["nbgrader"] = Data("two", grade: true, solution: false, points: 2) };
        Assert.Equal("796f61691e0ab1841aefe114a180921c", Checksum.Of(GradeCell.Of(cell)!));
    }

    [Theory]
    [InlineData("same", "same", "stands in cell")]
    [InlineData("", "other", "no grade_id")]
    [InlineData("a b", "other", "letters, digits")]
    public void BadGradeIdsAreRefused(string first, string second, string expected) => Refused(expected,
        Code("// BEGIN SOLUTION\n// END SOLUTION", Data(first, false, true)), Code("1", Data(second, true, false, 1)));

    [Theory]
    [InlineData("// BEGIN SOLUTION\nvar x = 1;", "no line after it says \"END SOLUTION\"")]
    [InlineData("var x = 1;\n// END SOLUTION", "without a \"BEGIN SOLUTION\"")]
    [InlineData("// BEGIN SOLUTION\n// BEGIN SOLUTION\n// END SOLUTION", "second region")]
    [InlineData("var x = 1;", "outside any marks")]
    [InlineData("// BEGIN SOLUTION\n// END SOLUTION\n// BEGIN HIDDEN TESTS\n// END HIDDEN TESTS", "is no test cell")]
    public void BadMarksOfAnAnswerAreRefused(string source, string expected) => Refused(expected, Code(source, Data("answer", false, true)), Code("1", Data("tests", true, false, 1)));

    [Theory]
    [InlineData("// BEGIN HIDDEN TESTS\n1", "no line after it")]
    [InlineData("// BEGIN SOLUTION\n1\n// END SOLUTION", "is no answer cell")]
    public void BadMarksOfTestsAreRefused(string source, string expected) => Refused(expected, Code(source, Data("tests", true, false, 1)));

    [Fact]
    public void MissingPointsAreRefused() => Refused("needs points", Code("1", Data("tests", true, false)));

    [Fact]
    public void SolutionMarkInAnOrdinaryCellIsRefused() => Refused("cell 1 (", Code("// BEGIN SOLUTION\n// END SOLUTION", null), Code("1", Data("tests", true, false, 1)));

    [Fact]
    public void TestsThatTheStubPassesAreRefused()
    {
        using var scratch = new Scratch();
        var error = Assert.Throws<LabException>(() => Prove(scratch, "var x = 1; // BEGIN SOLUTION\n// END SOLUTION", "1 == 1"));
        Assert.Contains("cell tests", error.Message);
        Assert.Contains("empty stub", error.Message);
    }

    [Fact]
    public void SolutionWithoutFullPointsIsRefused()
    {
        using var scratch = new Scratch();
        var error = Assert.Throws<LabException>(() => Prove(scratch, "// BEGIN SOLUTION\nvar x = 1;\n// END SOLUTION", "x == 1 ? 0.5 : 0.0"));
        Assert.Contains("cell tests", error.Message);
        Assert.Contains("0.5 of 1 points", error.Message);
    }

    private static void Prove(Scratch scratch, string answer, string tests)
    {
        var notebook = new Notebook();
        notebook.Add(Code("1", null));
        notebook.Add(Code(answer, Data("answer", false, true)));
        notebook.Add(Code(tests, Data("tests", true, false, 1)));
        notebook.Write(scratch.Path("lab.ipynb"));
        LabProof.Run(Lab.Read(scratch.Path("lab.ipynb")), Grading.Limits, Grading.Program);
    }

    private static void Refused(string expected, params Cell[] cells)
    {
        var notebook = new Notebook();
        foreach (var cell in cells) notebook.Add(cell);
        var error = Assert.Throws<LabException>(() => ReleaseSteps.Release(notebook, "lab"));
        Assert.Contains(expected, error.Message);
        Assert.Contains("cell ", error.Message);
    }

    private static Cell Code(string source, JsonObject? data)
    {
        var cell = Cell.Code(source);
        if (data is not null) cell.Metadata = new JsonObject { ["nbgrader"] = data };
        return cell;
    }

    private static JsonObject Data(string id, bool grade, bool solution, double? points = null)
    {
        var data = new JsonObject { ["schema_version"] = 3, ["grade"] = grade, ["solution"] = solution, ["locked"] = grade && !solution, ["grade_id"] = id };
        if (points is not null) data["points"] = points;
        return data;
    }
}
