using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Notebooks.Tests;

public sealed class FormattingTests : IDisposable
{
    private readonly Cells cells = new();

    public void Dispose() => cells.Dispose();

    [Theory]
    [InlineData("1.5", "1.5")]
    [InlineData("\"text\"", "text")]
    [InlineData("new[] { 1, 2 }", "[1, 2]")]
    [InlineData("new[] { \"a\" }", "[\"a\"]")]
    [InlineData("new Dictionary<string, int> { [\"a\"] = 1 }", "{ \"a\": 1 }")]
    [InlineData("(1, \"a\")", "(1, \"a\")")]
    [InlineData("new { A = 1, B = new[] { true } }", "{ A = 1, B = [True] }")]
    [InlineData("new int[,] { { 1, 2 }, { 3, 4 } }", "[[1, 2], [3, 4]]")]
    [InlineData("new int[,,] { { { 1, 2 }, { 3, 4 } } }", "[[[1, 2], [3, 4]]]")]
    [InlineData("new int[0, 3]", "[]")]
    [InlineData("new[] { \"aa\", \"b\", \"cc\" }.GroupBy(word => word.Length)", "[{ Key = 2, Values = [\"aa\", \"cc\"] }, { Key = 1, Values = [\"b\"] }]")]
    [InlineData("dynamic bag = new System.Dynamic.ExpandoObject(); bag.A = 1; bag", "{ \"A\": 1 }")]
    [InlineData("class Json : Dictionary<string, int> { public override string ToString() => \"{k: 1}\"; }\nnew Json { [\"k\"] = 1 }", "{k: 1}")]
    [InlineData("new Hashtable { [\"k\"] = 1 }", "{ \"k\": 1 }")]
    [InlineData("async IAsyncEnumerable<int> Slowly() { await Task.Yield(); yield return 1; }\nvar slow = Slowly(); slow", "IAsyncEnumerable<int>, to be read by await foreach")]
    [InlineData("typeof(List<int?>)", "List<int?>")]
    [InlineData("new Exception(\"x\")", "Exception: x")]
    [InlineData("new List<object>()", "[]")]
    public void ValuesAsText(string code, string expected) => Assert.Equal(expected, cells.Value(code));

    [Fact]
    public void RecordsOfOneTypeShareAHeader()
    {
        var html = cells.Html("record P(string Name, int Age);\nnew[] { new P(\"<Kim>\", 3), new P(\"Lee\", 4) }");
        Assert.Equal("<table><thead><tr><th>index</th><th>Name</th><th>Age</th></tr></thead><tbody>"
            + "<tr><th>0</th><td>&lt;Kim&gt;</td><td>3</td></tr><tr><th>1</th><td>Lee</td><td>4</td></tr></tbody></table>", html);
    }

    [Fact]
    public void DataTablesShowTheirRows()
    {
        cells.Value("var table = new System.Data.DataTable(); table.Columns.Add(\"n\", typeof(int)); table.Columns.Add(\"<w>\");\nfor (var i = 0; i < 52; i++) table.Rows.Add(i, i == 0 ? null : \"x\");");
        var html = cells.Html("table");
        Assert.StartsWith("<table><thead><tr><th>index</th><th>n</th><th>&lt;w&gt;</th></tr></thead><tbody>"
            + "<tr><th>0</th><td>0</td><td></td></tr><tr><th>1</th><td>1</td><td>x</td></tr>", html);
        Assert.EndsWith("<tr><td colspan=\"3\">... 2 more</td></tr></tbody></table>", html);
    }

    [Fact]
    public void DataFramesShowTheirRows()
    {
        var library = CSharpCompilation.Create("Frames", [CSharpSyntaxTree.ParseText("""
            namespace Microsoft.Data.Analysis;
            public record Column(string Name);
            public class Rows : System.Collections.IEnumerable
            {
                public long Count => 2;
                public System.Collections.IEnumerator GetEnumerator() => new object[][] { [1, "a"], [2, null] }.GetEnumerator();
            }
            public class DataFrame { public Column[] Columns => [new("n"), new("w")]; public Rows Rows => new(); }
            """)], MetadataReferences.Basic(), new(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(library.Emit(Path.Combine(cells.Folder, "Frames.dll")).Diagnostics);
        Assert.Equal("[{ n = 1, w = \"a\" }, { n = 2, w = null }]", cells.Value("#r \"Frames.dll\"\nnew Microsoft.Data.Analysis.DataFrame()"));
    }

    [Fact]
    public void EndlessSequencesAreCut()
    {
        var text = cells.Value("IEnumerable<int> N() { var i = 0; while (true) yield return i++; }\nN()");
        Assert.EndsWith("49, ... (more)]", text);
        Assert.EndsWith("... (950 more)]", cells.Value("Enumerable.Range(0, 1000).ToArray()"));
    }

    [Fact]
    public void CyclesAndFailingGettersAreSafe() =>
        Assert.Equal("Knot { Bad = (Exception: no), Me = (itself) }",
            cells.Value("class Knot { public int Bad => throw new Exception(\"no\"); public Knot Me => this; }\nnew Knot()"));

    [Fact]
    public void SequenceIsReadOnce()
    {
        cells.Value("var calls = 0; IEnumerable<int> N() { for (var i = 0; i < 3; i++) { calls++; yield return 7 * calls; } }");
        Assert.Equal("[7, 14, 21]", cells.Value("N()"));
        Assert.Equal("3", cells.Value("calls"));
        Assert.Contains("28", cells.Html("new { Inner = N().Select(x => x) }"));
        Assert.Equal("6", cells.Value("calls"));
        cells.Value("display(N(), \"text/plain\");");
        Assert.Equal("9", cells.Value("calls"));
        cells.Value("var lazy = N();");
        Assert.Contains("not run", cells.Value("#!whos"));
        cells.Value("#!who");
        Assert.Equal("9", cells.Value("calls"));
        var counted = ((CellResult.Succeeded)cells.Run("class Counter { static int reads; public int Reads => ++reads; }\nnew Counter()")).Value!.Data;
        Assert.Equal("Counter { Reads = 1 }", counted["text/plain"].ToString());
        Assert.Contains("<td>1</td>", counted["text/html"].ToString());
    }

    [Fact]
    public void QueriesShowTheirItems() => Assert.Equal("[3, 2]", cells.Value("new[] { 3, 1, 2 }.AsQueryable().Where(x => x > 1)"));

    [Theory]
    [InlineData("new string('x', 20_000_000)", "not shown")]
    [InlineData("Enumerable.Repeat(new string('x', 1_000_000), 40).ToArray()", "not shown")]
    [InlineData("new Exception(new string('x', 20_000_000))", "not shown")]
    [InlineData("HTML(new string('x', 20_000_000))", "20,000,000 characters of text/html are not shown")]
    [InlineData("Enumerable.Range(0, 50).Select(i => Enumerable.Range(0, 50).Select(j => Enumerable.Range(0, 50).ToArray()).ToArray()).ToArray()", "more")]
    public void HugeValuesAreCutWithAWord(string code, string word)
    {
        var shown = ((CellResult.Succeeded)cells.Run(code)).Value!.Data;
        Assert.InRange(shown.Values.Sum(value => value.ToString().Length), 1, 1_000_000);
        Assert.Contains(shown.Values, value => value.ToString().Contains(word));
    }

    [Fact]
    public void HugeErrorsAreCut()
    {
        Assert.InRange(string.Join('\n', cells.Failure("throw new Exception(new string('x', 5_000_000));").Traceback).Length, 1000, 50_000);
        Assert.InRange(string.Join('\n', cells.Failure($"var x = \"{new string('x', 100_000)}\" + missing;").Traceback).Length, 100, 5_000);
    }

    [Fact]
    public void PairOfSurrogatesIsNotCutInTwo() =>
        Assert.DoesNotContain(cells.Value("\"a\" + string.Concat(Enumerable.Repeat(\"\U0001F600\", 20_000))")!.Split(" ... ")[0][^1..], char.IsHighSurrogate);

    [Fact]
    public void DeepNestingIsCut() =>
        Assert.Contains("...", cells.Value("object o = 1; for (int i = 0; i < 50; i++) o = new[] { o }; o"));

    [Fact]
    public void TypesShowThemselvesByConvention()
    {
        cells.Value("""
            using System.IO;
            class TypeFormatterSourceAttribute : Attribute
            {
                public TypeFormatterSourceAttribute(Type source) => FormatterSourceType = source;
                public Type FormatterSourceType { get; }
                public string[] PreferredMimeTypes { get; set; }
            }
            class StarFormatter
            {
                public string MimeType => "text/html";
                public bool Format(object value, TextWriter writer) { writer.Write("<b>*</b>"); return true; }
            }
            class StarSource { public IEnumerable<object> CreateTypeFormatters() => new object[] { new StarFormatter() }; }
            [TypeFormatterSource(typeof(StarSource), PreferredMimeTypes = new[] { "text/html" })] class Star { }
            class Child : Star { }
            """);
        Assert.Equal("<b>*</b>", cells.Html("new Child()"));
        Assert.Contains("<td><b>*</b></td>", cells.Html("new[] { new Star() }"));
    }
}
