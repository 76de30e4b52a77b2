namespace Course.Notebooks.Tests;

public sealed class CompletionTests : IDisposable
{
    private readonly Cells cells = new();

    public void Dispose() => cells.Dispose();

    [Fact]
    public void MembersOfASessionVariable()
    {
        cells.Value("var list = new List<int>();");
        var (found, texts) = Complete("list.Ad|");
        Assert.Equal((5, 7), (found.Start, found.End));
        Assert.Equal(["Add", "AddRange"], texts);
    }

    [Fact]
    public void NamesTheSessionDeclared()
    {
        cells.Value("record Kite(int Tail); int Kindle(int x) => x; var kind = 1; using_ = 2;".Replace(" using_ = 2;", ""));
        Assert.Equal(["kind", "Kindle", "Kite"], Complete("Ki|").Texts.Where(text => text.StartsWith("ki", StringComparison.OrdinalIgnoreCase) && text is not "Kind").Order(StringComparer.OrdinalIgnoreCase).Intersect(["kind", "Kindle", "Kite"]));
        Assert.Contains("Tail", Complete("new Kite(1).|").Texts);
    }

    [Fact]
    public void RedeclaredVariableHasItsLaterType()
    {
        cells.Value("var x = 1;");
        cells.Value("var x = \"text\";");
        Assert.Contains("ToUpper", Complete("x.|").Texts);
    }

    [Fact]
    public void CursorInTheMiddleReplacesTheWord()
    {
        var (found, texts) = Complete("Console.Wri|teLine(1)");
        Assert.Equal((8, 17), (found.Start, found.End));
        Assert.Contains("Write", texts);
    }

    [Fact]
    public void Directives()
    {
        Assert.Equal(["#!who", "#!whos"], Complete("var x = 1;\n#!wh|").Texts);
        Directory.CreateDirectory(Path.Combine(cells.Folder, "libs"));
        File.WriteAllText(Path.Combine(cells.Folder, "libs", "One.dll"), "");
        Assert.Equal(["libs/"], Complete("#r \"l|").Texts);
        Assert.Equal(["libs/One.dll"], Complete("#r \"libs/|").Texts);
    }

    [Fact]
    public void DirectiveLinesDoNotShiftPositions() => Assert.Contains("WriteLine", Complete("#!time\nConsole.Wr|").Texts);

    [Fact]
    public void DescriptionHoldsSignatureDocumentationAndOverloads()
    {
        cells.Value("/// <summary>Twice as much.</summary>\nint Twice(int x) => 2 * x;");
        Assert.Contains("Twice as much.", Inspect("Twice(|"));
        var text = Inspect("Math.Max(|1, 2)");
        Assert.Contains("Math.Max(", text);
        Assert.Contains("Overloads:", text);
        Assert.Null(cells.Session.Inspect("   ", 1));
    }

    [Theory]
    [InlineData("1 + 1", "complete", "")]
    [InlineData("void F() {", "incomplete", "    ")]
    [InlineData("  if (x)\n    F(", "incomplete", "        ")]
    [InlineData("var = ;", "invalid", "")]
    [InlineData("#!markdown\nif (", "complete", "")]
    public void InputChecks(string code, string status, string indent) =>
        Assert.Equal(new Completeness(status, indent), InputCheck.Of(code));

    private (Completions Found, IEnumerable<string> Texts) Complete(string marked)
    {
        var position = marked.IndexOf('|', StringComparison.Ordinal);
        var found = cells.Session.Complete(marked.Remove(position, 1), position);
        return (found, found.Items.Select(item => item.Text));
    }

    private string? Inspect(string marked)
    {
        var position = marked.IndexOf('|', StringComparison.Ordinal);
        return cells.Session.Inspect(marked.Remove(position, 1), position)?.Data["text/plain"].ToString();
    }
}
