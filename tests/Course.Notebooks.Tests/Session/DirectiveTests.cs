namespace Course.Notebooks.Tests;

public sealed class DirectiveTests : IDisposable
{
    private readonly Cells cells = new();

    public void Dispose() => cells.Dispose();

    [Theory]
    [InlineData("#!nonsense")]
    [InlineData("%%html\n<b>")]
    [InlineData("%time 1")]
    public void UnknownDirectiveNamesTheOnesThereAre(string code)
    {
        var failure = cells.Failure(code);
        Assert.Equal("DirectiveError", failure.Name);
        Assert.Contains("#!import", failure.Message);
    }

    [Fact]
    public void DirectivesInsideLiteralsAndCommentsAreText() =>
        Assert.Equal("#!markdown\n%%html3", cells.Value("var s = \"\"\"\n#!markdown\n%%html\n\"\"\";\n/*\n#!nonsense\n*/\nvar t = 7\n  % 4;\ns + t"));

    [Fact]
    public void LanguagesFollowEachOther()
    {
        Assert.Equal("3", cells.Value("#!markdown\n# Title\n#!html\n<b>x</b>\n#!csharp\n1 + 2"));
        Assert.Equal(["text/markdown", "text/html"], cells.Output.Displays.Select(display => display.Data.Keys.First()));
    }

    [Fact]
    public void LinesKeepTheirNumbers()
    {
        var failure = cells.Failure("#!time\n#!markdown\ntext\n#!csharp\n\nthrow new Exception();");
        Assert.Contains("  Cell [1], line 6", failure.Traceback);
    }

    [Fact]
    public void ScriptsAndNotebooksAreImported()
    {
        Directory.CreateDirectory(Path.Combine(cells.Folder, "sub"));
        File.WriteAllText(Path.Combine(cells.Folder, "sub", "outer.csx"), "#load \"inner.csx\"\nvar outer = inner + 1;");
        File.WriteAllText(Path.Combine(cells.Folder, "sub", "inner.csx"), "var inner = 1;");
        File.WriteAllText(Path.Combine(cells.Folder, "book.ipynb"), """
            {"cells":[{"cell_type":"markdown","source":["text"]},{"cell_type":"code","source":["var book = 5;\n","int Late() => book;"]}]}
            """);
        Assert.Equal("7", cells.Value("#!import \"sub/outer.csx\"\n#!import \"book.ipynb\"\nouter + Late()"));
    }

    [Fact]
    public void ErrorInAScriptNamesTheScript()
    {
        File.WriteAllText(Path.Combine(cells.Folder, "bad.csx"), "\nthrow new Exception(\"bad\");");
        Assert.Contains("  bad.csx, line 2", cells.Failure("#!import \"bad.csx\"").Traceback);
    }

    [Fact]
    public void ScriptThatImportsItselfIsAnError()
    {
        File.WriteAllText(Path.Combine(cells.Folder, "loop.csx"), "#!import \"loop.csx\"");
        Assert.Contains("imports itself", cells.Failure("#!import \"loop.csx\"").Message);
    }

    [Theory]
    [InlineData("#!import \"absent.csx\"", "absent.csx")]
    [InlineData("#r \"absent.dll\"", "absent.dll")]
    [InlineData("#r \"text.dll\"", "not a .NET assembly")]
    [InlineData("#!import \"text.dll\"", ".dll")]
    [InlineData("#!value --name x", "C# variable")]
    public void WrongArgumentSaysWhatIsWrong(string code, string expected)
    {
        File.WriteAllText(Path.Combine(cells.Folder, "text.dll"), "text");
        Assert.Contains(expected, cells.Failure(code).Message);
    }

    [Fact]
    public void AssemblyIsReferencedByPath()
    {
        var markdig = typeof(Microsoft.CodeAnalysis.SyntaxNode).Assembly.Location;
        Assert.Equal("True", cells.Value($"var x = 1;\n#r \"{markdig}\"\ntypeof(Microsoft.CodeAnalysis.SyntaxNode).Assembly.GetName().Name == \"Microsoft.CodeAnalysis\""));
    }

    [Fact]
    public void PackageFromTheCacheIsReferenced()
    {
        // A package of the kit itself: in the cache, also without a network.
        Assert.Equal("<p><em>x</em></p>", cells.Value("using System;\n#r \"nuget: Markdig, 1.6.0\"\nMarkdig.Markdown.ToHtml(\"*x*\").Trim()"));
    }

    [Fact]
    public void PackageThatNobodyHasIsAClearError()
    {
        var failure = cells.Failure($"#i \"nuget: {cells.Folder}\"\n#r \"nuget: Course.No.Such.Package, 1.0.0\"");
        Assert.Equal("PackageError", failure.Name);
        Assert.Contains("Course.No.Such.Package 1.0.0 can't be had", failure.Message);
    }

    [Fact]
    public void VariablesAreListed()
    {
        cells.Value("var n = 3; var names = new[] { \"a\" };");
        Assert.Equal("n, names", cells.Value("#!who"));
        Assert.Contains("string[]", cells.Value("#!whos"));
    }

    [Fact]
    public void TimeIsShown()
    {
        Assert.Equal("1", cells.Value("#!time\n1"));
        Assert.Contains("Wall time", Assert.Single(cells.Output.Displays).Data["text/plain"].ToString());
    }
}
