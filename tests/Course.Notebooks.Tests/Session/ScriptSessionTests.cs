namespace Course.Notebooks.Tests;

public sealed class ScriptSessionTests : IDisposable
{
    private readonly Cells cells = new();

    public void Dispose() => cells.Dispose();

    [Fact]
    public void TrailingExpressionIsTheValue()
    {
        Assert.Equal("2", cells.Value("1 + 1"));
        Assert.Null(cells.Value("var x = 1 + 1;"));
        Assert.Equal("null", cells.Value("(string)null"));
        Assert.Null(cells.Value("Console.WriteLine(1)"));
    }

    [Fact]
    public void VariablesCanBeDeclaredAgainWithAnotherType()
    {
        cells.Value("var x = 1;");
        cells.Value("var x = \"text\";");
        Assert.Equal("TEXT", cells.Value("x.ToUpper()"));
        Assert.Equal("x", cells.Value("#!who"));
    }

    [Fact]
    public void UsingsFunctionsAndTypesStay()
    {
        cells.Value("using System.IO;");
        cells.Value("record Point(int X, int Y);\nint Twice(int x) => 2 * x;\nstatic int Thrice(this int x) => 3 * x;");
        Assert.Equal("True", cells.Value("Path.GetFileName(\"a/b\") == \"b\""));
        Assert.Equal("Point { X = 6, Y = 9 }", cells.Value("new Point(Twice(3), 3.Thrice())"));
    }

    [Fact]
    public void UsingsAloneMakeACell() => Assert.Null(cells.Value("using System.Threading;\n// nothing more"));

    [Fact]
    public void EmptyCellsHaveNoValue()
    {
        Assert.Null(cells.Value(""));
        Assert.Null(cells.Value("// only a comment"));
    }

    [Fact]
    public void AwaitWorksAtTheTopLevel()
    {
        Assert.Equal("42", cells.Value("var answer = await Task.Run(() => 42); answer"));
        Assert.Null(cells.Value("await foreach (var i in Numbers()) Console.Write(i);\nasync IAsyncEnumerable<int> Numbers() { yield return 1; await Task.Delay(1); yield return 2; }"));
        Assert.Equal("12", cells.Output.Out);
    }

    [Fact]
    public void WaitingForAnOwnAsyncMethodDoesNotDeadlock() =>
        Assert.Equal("7", cells.Value("async Task<int> Slow() { await Task.Delay(5); await Task.Yield(); return 7; }\nSlow().Result"));

    [Fact]
    public void CellsRunOnOneThread()
    {
        var first = cells.Value("Environment.CurrentManagedThreadId");
        cells.Value("await Task.Delay(1);");
        Assert.Equal(first, cells.Value("await Task.Delay(1); Environment.CurrentManagedThreadId"));
    }

    [Fact]
    public void DisplayedValueCanBeUpdatedInALaterCell()
    {
        cells.Value("var shown = display(\"one\");");
        Assert.Equal(["display: one"], cells.Output.Events);
        cells.Value("shown.Update(2);");
        Assert.Equal(["update: 2"], cells.Output.Events);
    }

    [Fact]
    public void LibrariesCanShowLiveThroughAppContext()
    {
        cells.Value("var show = (Func<object, Action<object>>)AppContext.GetData(\"course.display\"); var replace = show(1); replace(2);");
        Assert.Equal(["display: 1", "update: 2"], cells.Output.Events);
    }

    [Theory]
    [InlineData("\"<b>x</b>\".DisplayAs(\"text/html\");", "text/html", "<b>x</b>")]
    [InlineData("display(\"$x^2$\", \"text/latex\");", "text/latex", "$x^2$")]
    [InlineData("display(new byte[] { 1, 2, 3 }, \"image/png\");", "image/png", "AQID")]
    [InlineData("\"{\\\"a\\\":1}\".DisplayAs(\"application/json\");", "application/json", "{\"a\":1}")]
    [InlineData("HTML(\"<i>y</i>\").Display();", "text/html", "<i>y</i>")]
    public void RawContentKeepsItsType(string code, string mimeType, string content)
    {
        cells.Value(code);
        Assert.Equal(content, cells.Output.Displays[0].Data[mimeType] is System.Text.Json.Nodes.JsonObject json ? json.ToJsonString() : cells.Output.Displays[0].Data[mimeType].ToString());
    }

    [Fact]
    public void CompilationErrorPointsAtLineAndColumn()
    {
        var failure = cells.Failure("var ok = 1;\nvar y = missing + 1;");
        Assert.Equal("CompilationError", failure.Name);
        Assert.Equal("The name 'missing' does not exist in the current context", failure.Message);
        Assert.Equal(
        [
            "Cell [1], line 2, column 9: error CS0103: The name 'missing' does not exist in the current context",
            "    var y = missing + 1;",
            "            ^^^^^^^",
            "No cell that has run declares missing at its top level: run the one that does (after a restart, all of them), or look at the spelling.",
        ], failure.Traceback);
    }

    [Fact]
    public void GuardsMoveNoColumn()
    {
        var failure = cells.Failure("int F(int n) { while (true) { return F(n); } } int x = \"text\";");
        Assert.StartsWith("Cell [1], line 1, column 56: error CS0029", failure.Traceback[0]);
    }

    [Fact]
    public void ExceptionShowsTheLearnersFramesOnly()
    {
        cells.Value("int Half(int n)\n{\n    if (n % 2 == 1) throw new ArgumentException(\"odd\", new Exception(\"inner\"));\n    return n / 2;\n}");
        var failure = cells.Failure("var before = 5;\nnew[] { 1 }.Select(Half).ToList();");
        Assert.Equal(("ArgumentException", "odd"), (failure.Name, failure.Message));
        Assert.Equal(
        [
            "ArgumentException: odd",
            "  Cell [1], line 3, in Half",
            "    if (n % 2 == 1) throw new ArgumentException(\"odd\", new Exception(\"inner\"));",
            "  Cell [2], line 2",
            "    new[] { 1 }.Select(Half).ToList();",
            "caused by Exception: inner",
        ], failure.Traceback);
        Assert.Equal("5", cells.Value("before"));
    }

    [Fact]
    public void HostsCanNumberCells()
    {
        var result = cells.Session.Run(new CellSource("Cell [17]", "throw new Exception();"), cells.Output, TestContext.Current.CancellationToken);
        Assert.Contains("  Cell [17], line 1", Assert.IsType<CellResult.Failed>(result).Traceback);
    }

    [Theory]
    [InlineData("int Down(int n) => Down(n + 1) + 1;\nDown(0)")]
    [InlineData("class Node { public Node Next => Next; }\nnew Node().Next")]
    [InlineData("Func<int, int> f = null; f = n => f(n + 1) + 1; f(0)")]
    [InlineData("void A() { B(); } void B() { A(); } A();")]
    public void RunawayRecursionIsAnOrdinaryError(string code)
    {
        var failure = cells.Failure(code);
        Assert.Equal("InsufficientExecutionStackException", failure.Name);
        Assert.True(failure.Traceback.Count < 100);
        Assert.Equal("2", cells.Value("1 + 1"));
    }

    // Places that no guard fits into: each is left out by itself, and the recursion beside it is still caught.
    [Theory]
    [InlineData("async Task Do(int n) => await Task.Delay(1); var all = Task.WhenAll(new[] { 1 }.Select(async n => await Do(n)));")]
    [InlineData("int[] Check(int[] sizes) => sizes.Select<int, int>(size => throw new Exception()).ToArray();")]
    [InlineData("var query = new[] { 1 }.AsQueryable().Where(n => n > 0);")]
    [InlineData("System.Linq.Expressions.Expression<Func<int, int>> same = n => n; void same2() { new[] { same }.Select(same => same); }")]
    [InlineData("void Print(int n) { } void Take(IEnumerable<Action<int>> all) { } Take(new[] { 1 }.Select<int, Action<int>>(n => Print));")]
    public void PlaceWithoutAGuardTakesNoGuardFromOthers(string code)
    {
        cells.Run($"{code}\nint Depth(int n) => 1 + Depth(n + 1);");
        Assert.Equal("InsufficientExecutionStackException", cells.Failure("Depth(0)").Name);
        Assert.Equal("2", cells.Value("1 + 1"));
    }

    [Fact]
    public void CheckedCallsStayBesideAPlaceWithoutAGuard()
    {
        var library = Path.Combine(Cells.RepositoryRoot, "lib", "Course.Vision", "bin", "Course.Vision.dll");
        cells.Value($"#r \"{library}\"\nusing TorchSharp; Course.Vision.TorchLibrary.Load();");
        var failure = cells.Failure("""
            var checks = new[] { 1 }.Select<int, int>(n => n > 1 ? n : throw new Exception("odd"));
            async Task Do() => await Task.Delay(1);
            var tasks = new[] { 1 }.Select(async n => await Do());
            torch.ones(2, 3).matmul(torch.ones(2, 3))
            """);
        Assert.NotEqual("CompilationError", failure.Name);
        Assert.Equal("2", cells.Value("1 + 1"));
    }

    [Fact]
    public void ExpressionTreesStayAsTheyWereWritten()
    {
        cells.Value("""
            using System.Linq.Expressions;
            Expression<Func<int[], IEnumerable<int>>> twice = all => all.Select(n => 2 * n);
            var query = new[] { 1, 2 }.AsQueryable().Where(n => n > 1);
            int Depth(int n) => 1 + Depth(n + 1);
            """);
        Assert.Equal("all => all.Select(n => (2 * n))", cells.Value("twice.ToString()"));
        Assert.EndsWith(".Where(n => (n > 1))", cells.Value("query.Expression.ToString()"));
        Assert.Equal("InsufficientExecutionStackException", cells.Failure("Depth(0)").Name);
    }

    [Theory]
    [InlineData("parenthesis", "var x = ", "(", 20_000, "1", ")")]
    [InlineData("lambda", "var x = ", "() => ", 5_000, "1", "")]
    [InlineData("type", "class G<T> { } ", "G<", 2_000, "int", ">")]
    public void CodeThatIsNestedTooDeeplyIsAnErrorAndTheSessionGoesOn(
        string what, string before, string opening, int depth, string middle, string closing)
    {
        string Repeated(string text) => string.Concat(Enumerable.Repeat(text, depth));
        cells.Run($"{before}{Repeated(opening)}{middle}{Repeated(closing)} {what};");
        Assert.Equal("2", cells.Value("1 + 1"));
    }

    [Fact]
    public void WarningsAreAQuietNote()
    {
        cells.Value("int G() { int never = 3; return 1; }");
        Assert.Equal("", cells.Output.Error);
        Assert.Contains("CS0219", Assert.Single(cells.Output.Displays).Data["text/plain"].ToString());
    }

    [Theory]
    [InlineData("using var stream = new System.IO.MemoryStream();", "no `using var`")]
    [InlineData("namespace N { class C { } }", "no namespaces")]
    [InlineData("static class E { public static int Twice(this int x) => 2 * x; }", "at the top level")]
    [InlineData("Regex.IsMatch(\"a\", \"b\")", "Regex is in System.Text.RegularExpressions: `using System.Text.RegularExpressions;`")]
    [InlineData("var timer = new Timer();", "Timer is in System.Threading or System.Timers: `using System.Threading;`")]
    [InlineData("Console.writeline(1);", "writeline is written WriteLine")]
    [InlineData("var Images = images.Length;", "No cell that has run declares images at")]
    [InlineData("var done = True;", "True is written true")]
    [InlineData("new int[3].length", "length is written Length")]
    [InlineData("var x = 1；", "； was typed with the keyboard in Korean")]
    [InlineData("ㅊonsole.WriteLine(1);", "ㅊonsole was typed with the keyboard in Korean")]
    [InlineData("images.Length + labels.Length", "No cell that has run declares images, labels at its top level")]
    public void WhatScriptsCannotDoIsExplained(string code, string advice) =>
        Assert.Contains(advice, cells.Failure(code).Traceback[^1]);

    [Theory]
    [InlineData("int ok = ; missing.ToString()", "CS1525")] // what could not be read is all there is to say
    [InlineData("var shell = `ls`;", "CS1056")]
    public void WhatCannotBeReadHidesTheRest(string code, string id)
    {
        var lines = cells.Failure(code).Traceback;
        Assert.Contains(lines, line => line.Contains(id, StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("CS0103", StringComparison.Ordinal) || line.Contains("keyboard", StringComparison.Ordinal) || line.Contains("No cell", StringComparison.Ordinal));
    }

    [Fact]
    public void AWarningOfTheTextHidesNoError() => Assert.Contains("CS0103", cells.Failure("#warning look\nmissing.ToString()").Traceback[0]);

    [Fact]
    public void AdviceIsAboutTheLineTheCompilerMeans()
    {
        var failure = cells.Failure("""
            void Read()
            {
                using var reader = new System.IO.StringReader("");
            }
            Raed();
            """);
        Assert.DoesNotContain("using var", failure.Traceback[^1]);
    }
}
