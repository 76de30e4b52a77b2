using System.Text.Json.Nodes;

namespace Course.Notebooks.Tests;

public sealed class CellLanguageTests : IDisposable
{
    private readonly Cells cells = new();

    public void Dispose() => cells.Dispose();

    [Theory]
    [InlineData("""{"polyglot_notebook":{"kernelName":"html"},"dotnet_interactive":{"language":"csharp"}}""", "html")]
    [InlineData("""{"dotnet_interactive":{"language":"Mermaid"}}""", "mermaid")]
    [InlineData("""{"vscode":{"languageId":"javascript"}}""", "javascript")]
    [InlineData("""{"vscode":{"languageId":"dotnet-interactive.csharp"}}""", null)]
    [InlineData("""{"polyglot_notebook":{"kernelName":"csharp"}}""", null)]
    [InlineData("""{"polyglot_notebook":7}""", null)]
    [InlineData("{}", null)]
    public void LanguageStandsInTheMetadata(string metadata, string? expected) =>
        Assert.Equal(expected, CellLanguage.Of(JsonNode.Parse(metadata)!.AsObject()));

    [Theory]
    [InlineData("""{"polyglot_notebook":{"kernelInfo":{"defaultKernelName":"fsharp"}}}""", "fsharp")]
    [InlineData("""{"kernelspec":{"name":".net-powershell"}}""", "powershell")]
    [InlineData("""{"kernelspec":{"name":".net-csharp"}}""", null)]
    public void NotebookNamesTheLanguageOfTheRest(string metadata, string? expected)
    {
        Assert.Equal(expected, CellLanguage.Of([], JsonNode.Parse(metadata)!.AsObject()));
        Assert.Equal("html", CellLanguage.Of(new() { ["polyglot_notebook"] = new JsonObject { ["kernelName"] = "html" } }, JsonNode.Parse(metadata)!.AsObject()));
    }

    [Theory]
    [InlineData("html", "<b>x</b>", "text/html")]
    [InlineData("markdown", "# x", "text/markdown")]
    [InlineData("mermaid", "graph LR", "text/vnd.mermaid")]
    public void TextOfThePageIsShown(string language, string text, string mimeType)
    {
        var shown = Assert.IsType<CellResult.Succeeded>(Run(language, text)).Value!.Data;
        Assert.Equal(text, shown[mimeType].ToString());
        Assert.Equal(text, shown["text/plain"].ToString());
    }

    [Fact]
    public void DirectiveOfSuchACellKeepsItsLine() =>
        Assert.Contains("  Cell [9], line 1", Assert.IsType<CellResult.Failed>(Run("html", "#!share --from csharp x")).Traceback);

    [Theory]
    [InlineData("fsharp", "F#")]
    [InlineData("pwsh", "PowerShell")]
    [InlineData("sql-chinook", "SQL")]
    [InlineData(null, "F#")]
    public void OtherLanguageIsRefusedByItsName(string? language, string name) =>
        Assert.StartsWith($"This is {name}, and only C# runs here.", Assert.IsType<CellResult.Failed>(Run(language, "#!F#\nlet x = 1")).Message);

    [Fact]
    public void CellOfAnUnknownKernelIsRefusedByItsKernel() => Assert.StartsWith(
        "This cell is for the kernel chat, which this engine does not have, and only C# runs here.",
        Assert.IsType<CellResult.Failed>(Run("chat", "Hello")).Message);

    [Fact]
    public void ValuesGoFromLanguageToLanguage()
    {
        cells.Value("var weights = new[] { 0.5, 2 }; var word = \"a\\\"b\";");
        Run("value", "#!value --name table\n1,2\n3,4");
        var script = Assert.IsType<CellResult.Succeeded>(Run("javascript", "#!share --from csharp weights\n#!share --from value table --as rows\nconsole.log(weights)"));
        Assert.StartsWith("globalThis.weights = [0.5,2]; globalThis.rows = \"1,2\\n3,4\"; (() => {", script.Value!.Data["application/javascript"].ToString());
        Assert.Equal("1,2\n3,4a\"b13", cells.Value("#!share --from value table\n#!set --name copy --value @csharp:word\n#!set --name number --value 12\ntable + copy + (number + 1)"));
        File.WriteAllText(Path.Combine(cells.Folder, "x.json"), "[7]");
        Assert.Equal("7", cells.Value("#!value --name file --from-file x.json --mime-type application/json\n#!share --from value file\nfile.RootElement[0].GetInt32()"));
    }

    [Theory]
    [InlineData("#!set --name x --value @csharp:list --mime-type application/json\nx.RootElement[1].GetInt32()", "2")]
    [InlineData("#!share --from csharp word --as x --mime-type application/json\nx", "a\"b")]
    [InlineData("#!share --from csharp list --as x --mime-type text/plain\nx", "[1, 2]")]
    [InlineData("#!share --from csharp list --as x --mime-type text/html\nx[..7]", "<table>")]
    public void VariableTakesTheFormOfItsMimeType(string code, string expected) =>
        Assert.Equal(expected, cells.Value("var list = new List<int> { 1, 2 }; var word = \"a\\\"b\";\n" + code));

    [Theory]
    [InlineData("boom();")]
    [InlineData("#!javascript\n\nboom();")]
    [InlineData("#!js\n#!share --from csharp n\nlet n2 = n;\n#!share table --from value\nboom();\nreturn n2; // the end")]
    [InlineData("#!html\n<p>text</p>\n#!javascript\n#!set --name n --value @csharp:n\nboom(await n);")]
    public void ScriptKeepsTheLinesOfItsCell(string code)
    {
        cells.Value("var n = 1;\n#!value --name table --mime-type application/json\n{\n\"a\": 1\n}");
        var script = Assert.IsType<CellResult.Succeeded>(Run(code.StartsWith('#') ? null : "javascript", code)).Value!.Data["application/javascript"].ToString();
        Assert.Equal(LineOf(code), LineOf(script));
        Assert.EndsWith("\n})();\n//# sourceURL=Cell[9]", script);
        Assert.Equal(code.Contains("await"), script.Contains("(async () => {"));

        static int LineOf(string text) => text[..text.IndexOf("boom", StringComparison.Ordinal)].Count(c => c == '\n');
    }

    [Fact]
    public void StoredValueWithATypeIsShown()
    {
        cells.Value("#!value --name plain\n1");
        Assert.Empty(cells.Output.Displays);
        Assert.Equal("""{"a":[1,2]}""", Assert.IsType<CellResult.Succeeded>(cells.Run("#!value --name data --mime-type application/json\n{ \"a\":\n [1, 2] }")).Value!.Data["application/json"].ToJsonString());
    }

    [Theory]
    [InlineData("#!set --name token --value @password:Token\n")]
    [InlineData("var token = await Kernel.GetPasswordAsync(\"Token\");\n")]
    public void PasswordIsTextOnlyForThoseWhoAsk(string code)
    {
        var output = new RecordedOutput { Answer = "\"secret\"" };
        var shown = cells.Session.Run(code + "new { token, clear = token.GetClearTextPassword() }", output, TestContext.Current.CancellationToken);
        Assert.Equal("{ token = ************, clear = \"\"secret\"\" }", Assert.IsType<CellResult.Succeeded>(shown).Value!.Data["text/plain"].ToString());
    }

    [Fact]
    public void ValueOfThePageCanNotComeBack() =>
        Assert.Contains("nothing comes back", cells.Failure("#!share --from javascript x").Message);

    [Fact]
    public void ImportedNotebooksKeepTheirLanguages()
    {
        File.WriteAllText(Path.Combine(cells.Folder, "book.ipynb"), """
            {"cells":[{"cell_type":"code","metadata":{"polyglot_notebook":{"kernelName":"html"}},"source":"<b>x</b>"},{"cell_type":"code","source":"var book = 5;"}]}
            """);
        File.WriteAllText(Path.Combine(cells.Folder, "book.dib"), "#!meta\n{}\n\n#!markdown\n\n# Title\n\n#!html\n\n<i>y</i>\n\n#!csharp\n\nvar dib = 6;\n#!time\n");
        Assert.Equal("11", cells.Value("#!import \"book.ipynb\"\n#!import \"book.dib\"\nbook + dib"));
        Assert.Contains("display: <b>x</b>", cells.Output.Events);
        Assert.Contains("display: <i>y</i>", cells.Output.Events);
    }

    [Fact]
    public void DibFileIsANotebook()
    {
        var notebook = DibFile.Parse("#!meta\n{\"kernelInfo\":{\"defaultKernelName\":\"csharp\"}}\n\n#!csharp\n\nvar first = 1;\n\n#!markdown\n\n# Title\n\n#!fsharp\n\nlet x = 1\n\n#!sql-shop\n\nselect 1\n\n#!C#\n\n#!time\nfirst\n");
        Assert.Equal(["var first = 1;", "# Title", "let x = 1", "select 1", "#!time\nfirst"], notebook.Cells.Select(cell => cell.Source));
        Assert.Equal([null, null, "fsharp", "sql-shop", null], notebook.Cells.Select(cell => CellLanguage.Of(cell.Metadata)));
    }

    [Fact]
    public void KernelsThatADibFileNamesBeginACell()
    {
        var notebook = DibFile.Parse("#!meta\n{\"kernelInfo\":{\"items\":[{\"name\":\"csharp\",\"aliases\":[]},{\"name\":\"Ai(text)\",\"aliases\":[\"ai\"]},{\"name\":\"bare\"}]}}\n\n#!csharp\n\n1\n\n#!ai(text)\n\nHello\n\n#!Ai\n\nAgain\n\n#!bare\n\nx");
        Assert.Equal(["1", "Hello", "Again", "x"], notebook.Cells.Select(cell => cell.Source));
        Assert.Equal([null, "ai(text)", "ai", "bare"], notebook.Cells.Select(cell => CellLanguage.Of(cell.Metadata)));
    }

    private CellResult Run(string? language, string text) =>
        cells.Session.Run(new CellSource("Cell [9]", text) { Language = language }, new RecordedOutput(), TestContext.Current.CancellationToken);
}
