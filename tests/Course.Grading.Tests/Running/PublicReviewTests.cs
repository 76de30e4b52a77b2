using Course.Notebooks;

namespace Course.Grading.Tests;

/// <summary>What grading would refuse is said by the public tests already, and nothing else is.</summary>
public sealed class PublicReviewTests
{
    private const string tests = "using Check = global::Course.Vision.Check;\nCheck.Equal(Size(), 1);";

    public static TheoryData<string> Labs => [.. Directory.EnumerateFiles(Repository.Path("notebooks", "en"), "*-lab.ipynb")];

    [Theory]
    [InlineData("int Size() => System.IO.File.Exists(\"x\") ? 1 : 0;", "System.IO.File")]
    [InlineData("int Size()\n{\n    Console.Write(Environment.MachineName);\n    return 1;\n}", "Line 3: System.Environment.MachineName")]
    [InlineData("int Size() { dynamic x = 1; return x; }", "dynamic")]
    public void RefusedAnswerIsNamedByItsTests(string answer, string said)
    {
        var note = Assert.Single(Notes(answer, tests));
        Assert.Contains("will not be run", note);
        Assert.Contains(said, note);
        Assert.Contains("Cell [2]", note);
    }

    [Theory]
    [InlineData("int Size() => 1;", tests)]
    [InlineData("using Numbers = System.Collections.Generic.List<int>; int Size() { GC.Collect(); return new Numbers { 1 }.Count; }", tests)]
    [InlineData("int Size() { System.Diagnostics.Debug.Assert(true); return Environment.NewLine.Length; }", tests)]
    [InlineData("int Size() => System.IO.File.Exists(\"x\") ? 1 : 0;", "Size()")]
    public void NothingIsSaidOfHarmlessAnswersAndOfCellsThatAreNoTests(string answer, string cell) => Assert.Empty(Notes(answer, cell));

    [Theory, MemberData(nameof(Labs))]
    public void SolutionsNeedNothingThatTheReviewRefuses(string path)
    {
        using var libraries = new Libraries();
        var compiler = new SubmissionCompiler(libraries);
        foreach (var step in LabStep.ReadAll(Lab.Read(path), libraries))
            foreach (var script in step.Scripts)
            {
                var cell = compiler.Compile(script, TestContext.Current.CancellationToken);
                compiler.Accept(cell);
                if (step.Role == CellRole.Answer) Assert.Null(AnswerPolicy.Refusal(cell.Compilation, new LabRules("en")));
            }
    }

    private static List<string> Notes(params string[] cells)
    {
        using var session = new ScriptSession(Repository.Root) { Review = PublicReview.Of };
        var output = new Shown();
        session.Run($"#r \"{Repository.Path("lib", "Course.Vision", "bin", "Course.Vision.dll")}\"", output, TestContext.Current.CancellationToken);
        foreach (var cell in cells) session.Run(cell, output, TestContext.Current.CancellationToken);
        return output.Texts;
    }

    private sealed class Shown : ICellOutput
    {
        public List<string> Texts { get; } = [];

        public void Stream(StreamName stream, string text)
        {
        }

        public void Display(MimeBundle data, string? displayId) => Texts.Add(data.Data["text/plain"].ToString());

        public void Update(string displayId, MimeBundle data)
        {
        }

        public void Clear(bool wait)
        {
        }
    }
}
