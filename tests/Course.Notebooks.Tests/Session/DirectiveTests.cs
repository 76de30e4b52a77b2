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
    [InlineData("#!share --from csharp nobody", "There is no C# variable nobody")]
    [InlineData("#!share x", "from where")]
    [InlineData("#r \"No.Such.Assembly\"", "a name alone finds")]
    [InlineData("#r \"nuget: , 1.0\"", "names no package")]
    [InlineData("#i \"nuget: ./absent\"", "There is no folder")]
    [InlineData("#i nuget:./absent", "There is no folder")]
    [InlineData("#r nuget: Markdig, 1.6.0", "in quotation marks")]
    public void WrongArgumentSaysWhatIsWrong(string code, string expected)
    {
        File.WriteAllText(Path.Combine(cells.Folder, "text.dll"), "text");
        Assert.Contains(expected, cells.Failure(code).Message);
    }

    [Theory]
    [InlineData("#!who")]
    [InlineData("#!time")]
    [InlineData("#r \"System.Net.Http\"")]
    [InlineData("#!markdown\ntext\n#!csharp")]
    [InlineData("#!import \"empty.csx\"")]
    [InlineData("#!set --name s --value text")]
    public void EachPieceOfACellKeepsItsLines(string middle)
    {
        File.WriteAllText(Path.Combine(cells.Folder, "empty.csx"), "");
        cells.Value($"int Before(int x) => 1 / x;\n{middle}\nint After(int x) => Before(x); // after");
        var trace = cells.Failure("After(0)").Traceback;
        Assert.Contains("    int Before(int x) => 1 / x;", trace);
        Assert.Contains(trace, line => line.EndsWith("// after", StringComparison.Ordinal));
        Assert.Contains($"  Cell [1], line {2 + middle.Split('\n').Length}, in After", trace);
    }

    [Fact]
    public void CodeOfTheSameNameReplacesNoLine()
    {
        cells.Value("int Share(int x) => 10 / x;");
        cells.Session.Run(new CellSource("Cell [1]", "1 + 1"), new TextOutput(), TestContext.Current.CancellationToken);
        Assert.Contains("    int Share(int x) => 10 / x;", cells.Failure("Share(0)").Traceback);
    }

    [Fact]
    public void FailingDirectiveNamesItsLine()
    {
        File.WriteAllText(Path.Combine(cells.Folder, "bad.csx"), "var x = 1;\n#r \"absent.dll\"");
        Assert.Contains("  Cell [1], line 2", cells.Failure("var x = 1;\n#!share --from csharp nobody").Traceback);
        Assert.Contains("  bad.csx, line 2", cells.Failure("#!import \"bad.csx\"").Traceback);
    }

    [Fact]
    public void LineForTheShellAndWordsForABuildAreSkipped()
    {
        File.WriteAllText(Path.Combine(cells.Folder, "my tool.csx"), "#!/usr/bin/env dotnet-script\nint Twice(int x) => 2 * x;");
        File.WriteAllText(Path.Combine(cells.Folder, "app.cs"), "#!/usr/bin/env dotnet\n#:property Nullable=enable\n#:package Markdig@1.6.0\nstring Html(string x) => Markdig.Markdown.ToHtml(x).Trim();");
        Assert.Equal("<p>14</p>", cells.Value("#!import \"my tool.csx\"\n#load \"app.cs\"\nHtml($\"{Twice(7)}\")"));
    }

    [Theory]
    [InlineData("#r \"System.Net.Http\"\nnew System.Net.Http.HttpClient().Timeout.TotalSeconds", "100")]
    [InlineData("#r \"System.Xml.Linq.dll\" // a remark\nnew System.Xml.Linq.XElement(\"a\").ToString()", "<a />")]
    [InlineData("#r \"System.Core, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089\"\n1", "1")]
    public void AssemblyOfNetIsReferencedByItsName(string code, string expected) => Assert.Equal(expected, cells.Value(code));

    [Fact]
    public void AssemblyBesideAReferencedOneIsReferencedByItsName()
    {
        foreach (var name in new[] { "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp" })
            File.Copy(Path.Combine(AppContext.BaseDirectory, name + ".dll"), Path.Combine(cells.Folder, name + ".dll"));
        Assert.Equal("CSharpSyntaxTree", cells.Value("#r \"Microsoft.CodeAnalysis.dll\"\n#r \"Microsoft.CodeAnalysis.CSharp\"\ntypeof(Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree)"));
    }

    [Theory]
    [InlineData("#r \"nuget:Markdig,1.6.0\"", "Markdig", "1.6.0")]
    [InlineData("#r \"nuget: Markdig\"", "Markdig", null)]
    [InlineData("#r \"nuget: Markdig, \"", "Markdig", null)]
    [InlineData("#r \"nuget: Markdig, *-*\"", "Markdig", "*-*")]
    [InlineData("#r \"nuget: Markdig, 1.*\"", "Markdig", "1.*")]
    [InlineData("#r \"nuget: Markdig, [1.0,2.0)\"", "Markdig", "[1.0,2.0)")]
    [InlineData("#r \"NuGet: Include=Markdig, Version=1.0-preview.3\" // new", "Markdig", "1.0-preview.3")]
    [InlineData("#r nuget:Markdig,1.6.0", "Markdig", "1.6.0")]
    [InlineData("#:package Markdig@1.6.0", "Markdig", "1.6.0")]
    public void PackageIsNamedInManyWays(string line, string id, string? version) =>
        Assert.Equal(new CellStep.Package(0, id, version), Directives.Read(line, 0));

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
    public void KernelTellsItsNameAndDirectives()
    {
        Assert.StartsWith("The course kit's C# kernel ", cells.Value("#!about"));
        Assert.Contains("#!about", cells.Value("#!lsmagic"));
    }

    [Fact]
    public void TimeIsShown()
    {
        Assert.Equal("1", cells.Value("#!time\n1"));
        Assert.Contains("Wall time", Assert.Single(cells.Output.Displays).Data["text/plain"].ToString());
    }
}
