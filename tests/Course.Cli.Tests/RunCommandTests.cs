using System.Text.Json.Nodes;

namespace Course.Cli.Tests;

/// <summary><c>course run</c> as its users meet it: in a process, with good and with bad notebooks.</summary>
public sealed class RunCommandTests : IDisposable
{
    private readonly CourseFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void GoodNotebookLeavesItselfAPageAndAnIndex()
    {
        var outcome = folder.Run(folder.Notebook("good.ipynb", "var x = 20;", "Console.WriteLine(x + 1); x + 2"));
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("passed", outcome.Text);
        Assert.Contains("21", outcome.Cell(2));
        Assert.Contains("22", outcome.Cell(2));
        Assert.True(File.Exists(folder.Path("out/index.html")));
        Assert.Single(Directory.GetFiles(folder.Path("out"), "good.html", SearchOption.AllDirectories));
    }

    [Fact]
    public void FailingCellEndsTheRunAndIsNamed()
    {
        var outcome = folder.Run(folder.Notebook("bad.ipynb", "Console.WriteLine(\"before\");", "throw new Exception(\"boom\");", "Console.WriteLine(\"after\");"));
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("cell 2 (cell2)", outcome.Text);
        Assert.Contains("boom", outcome.Text);
        Assert.Contains("before", outcome.Cell(1));
        Assert.Equal("[]", outcome.Cell(3));
    }

    [Fact]
    public void AllowErrorsGoesOnButStillFails()
    {
        var outcome = folder.Run(folder.Notebook("bad.ipynb", "throw new Exception(\"boom\");", "Console.WriteLine(\"after\");"), "--allow-errors");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("after", outcome.Cell(2));
    }

    [Fact]
    public void EndlessLoopIsStoppedAtTheTimeout()
    {
        var outcome = folder.Run(folder.Notebook("loop.ipynb", "Console.WriteLine(\"begun\"); while (true) { }"), "--timeout", "8");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("did not finish within 8 s", outcome.Text);
        Assert.Contains("begun", outcome.Cell(1));
    }

    [Fact]
    public void EndlessOutputIsCutOff()
    {
        var outcome = folder.Run(folder.Notebook("flood.ipynb", "while (true) Console.WriteLine(new string('x', 500));"), "--timeout", "8");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("Stopped keeping text", outcome.Cell(1));
        Assert.InRange(outcome.Cell(1).Length, 1000, 20_000_000);
    }

    [Theory]
    [InlineData("Environment.Exit(0);", "exit code 0")]
    [InlineData("System.Runtime.InteropServices.Marshal.WriteByte((IntPtr)8, 1);", "")]
    [InlineData("System.Diagnostics.Process.GetCurrentProcess().Kill();", "")]
    public void ProcessThatEndsIsTheCellsFailure(string code, string expected)
    {
        var outcome = folder.Run(folder.Notebook("crash.ipynb", "Console.WriteLine(\"kept\");", $"Console.WriteLine(\"last words\"); Console.Out.Flush();\nSystem.Threading.Thread.Sleep(300);\n{code}"));
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("cell 2", outcome.Text);
        Assert.Contains(expected, outcome.Text);
        Assert.Contains("kept", outcome.Cell(1));
        Assert.Contains("last words", outcome.Cell(2));
    }

    [Fact]
    public void SkippedCellStaysAsItStands()
    {
        var outcome = folder.Run(CourseFolder.Tagged(folder.Notebook("skip.ipynb", "var steps = 3;", "throw new Exception();", "steps"), 2, "skip-execution"));
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("[]", outcome.Cell(2));
        Assert.Null(outcome.Executed!["cells"]![1]!["execution_count"]);
    }

    [Theory]
    [InlineData("throw new Exception();", 0)]
    [InlineData("var fine = 1;", 0)]
    [InlineData("Environment.Exit(0);", 1)]
    [InlineData("while (true) { }", 1)]
    public void TagExpectsAnExceptionAndNothingElse(string code, int exitCode) =>
        Assert.Equal(exitCode, folder.Run(CourseFolder.Tagged(folder.Notebook("tag.ipynb", code, "1"), 1, "raises-exception"), "--timeout", "8").ExitCode);

    [Fact]
    public void DibFileRuns()
    {
        File.WriteAllText(folder.Path("book.dib"), "#!markdown\n\n# Title\n\n#!csharp\n\nvar x = 41;\n\n#!html\n\n<b>bold</b>\n\n#!csharp\n\nx + 1\n");
        var outcome = folder.Run(folder.Path("book.dib"));
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("text/html", outcome.Cell(3));
        Assert.Contains("42", outcome.Cell(4));
    }

    [Fact]
    public void CulturesWorkWhereIcuIs()
    {
        var outcome = folder.Run(folder.Notebook("cultures.ipynb",
            "var day = new DateTime(2026, 3, 2).ToString(\"dddd\", new System.Globalization.CultureInfo(\"ko-KR\"));\n(day, 1.5.ToString(), string.Join(\" \", new[] { \"B\", \"a\" }.Order()))"));
        var shown = outcome.Executed!["cells"]![0]!["outputs"]![0]!["data"]!["text/plain"]!;
        Assert.Equal("(\"월요일\", \"1.5\", \"a B\")", shown is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : (string?)shown);
    }

    [Fact]
    public void RunawayRecursionIsAnOrdinaryError()
    {
        var outcome = folder.Run(folder.Notebook("deep.ipynb", "int Down(int n) => Down(n + 1) + 1;", "Down(0)"));
        Assert.Equal(1, outcome.ExitCode);
        Assert.DoesNotContain("SessionEnded", outcome.Text);
    }

    [Fact]
    public void QuestionToNobodyIsAClearError()
    {
        var outcome = folder.Run(folder.Notebook("ask.ipynb", "Console.ReadLine()"));
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("nobody", outcome.Text);
    }

    [Theory]
    [InlineData("this is no JSON", "expected a notebook in JSON")]
    [InlineData("""{"worksheets":[],"metadata":{},"nbformat":3,"nbformat_minor":0}""", "nbformat")]
    [InlineData("", "expected a notebook")]
    public void FileThatIsNoNotebookIsRefused(string content, string expected)
    {
        File.WriteAllText(folder.Path("not.ipynb"), content);
        var outcome = folder.Run(folder.Path("not.ipynb"));
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(expected, outcome.Text);
    }

    [Fact]
    public void NotebookWithoutMetadataRuns()
    {
        File.WriteAllText(folder.Path("bare.ipynb"), """{"cells":[{"cell_type":"code","source":"1 + 1"}],"nbformat":4,"nbformat_minor":4}""");
        Assert.Equal(0, folder.Run(folder.Path("bare.ipynb")).ExitCode);
    }

    [Theory]
    [InlineData("run", "nowhere.ipynb")]
    [InlineData("run")]
    [InlineData("run", "x.ipynb", "--timeout", "-1")]
    [InlineData("run", "x.ipynb", "--nonsense")]
    [InlineData("nonsense")]
    [InlineData("data", "verify", "nonsense")]
    public void WrongUsageExitsWithTwo(params string[] arguments)
    {
        var outcome = CourseFolder.Course(arguments);
        Assert.Equal(2, outcome.ExitCode);
        Assert.NotEmpty(outcome.Text);
    }

    [Fact]
    public void OutputFolderThatCannotBeWrittenIsNamedBeforeAnythingRuns()
    {
        File.WriteAllText(folder.Path("file"), "");
        var notebook = folder.Notebook("good.ipynb", "1");
        var outcome = CourseFolder.Course("run", notebook, "--out", folder.Path("file/below"));
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("file", outcome.Text);
    }
}
