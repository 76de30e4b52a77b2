namespace Course.Notebooks.Tests;

/// <summary>.NET Interactive's display API, as public notebooks use it. Its state belongs to the process: each test takes its own types.</summary>
public sealed class DisplayApiTests : IDisposable
{
    private const string usings = "using Microsoft.DotNet.Interactive;\nusing Microsoft.DotNet.Interactive.Formatting;\nusing static Microsoft.DotNet.Interactive.Formatting.PocketViewTags;\n";
    private readonly Cells cells = new();

    public DisplayApiTests() => cells.Value(usings);

    public void Dispose() => cells.Dispose();

    [Fact]
    public void RegisteredFormatterWins()
    {
        cells.Value("class Cat { public string Name => \"Mia\"; public override string ToString() => \"no\"; }\nFormatter.Register<Cat>((cat, writer) => writer.Write($\"<b>{cat.Name}</b>\"), \"text/html\");");
        Assert.Equal("<b>Mia</b>", cells.Html("new Cat()"));
        Assert.Contains("<td><b>Mia</b></td>", cells.Html("new[] { new Cat() }"));
        cells.Value("display(new Cat());");
        Assert.Equal("<b>Mia</b>", cells.Output.Displays[0].Data["text/html"].ToString());
    }

    [Fact]
    public void PlainFormatterIsUsedInsideToo()
    {
        cells.Value("class Dog { public int Age => 3; }\nFormatter.Register<Dog>(dog => $\"dog of {dog.Age}\");");
        Assert.Equal("[dog of 3]", cells.Value("new[] { new Dog() }"));
        Assert.Contains("dog of 3", cells.Html("new[] { new Dog() }"));
        Assert.Equal("dog of 3", cells.Value("new Dog()"));
    }

    [Fact]
    public void PreferredTypesAreTheOnesShown()
    {
        cells.Value("class Owl { public int A => 1; }\nFormatter.SetPreferredMimeTypesFor(typeof(Owl), \"application/json\");");
        var shown = ((CellResult.Succeeded)cells.Run("new Owl()")).Value!.Data;
        Assert.Equal("""{"A":1}""", shown["application/json"].ToJsonString());
        Assert.DoesNotContain("text/html", shown.Keys);
    }

    [Theory]
    [InlineData("span[style: \"color:red\"](b(\"<x>\"), HTML(\"<i>y</i>\"))", "text/html", "<span style=\"color:red\"><b>&lt;x&gt;</b><i>y</i></span>")]
    [InlineData("HTML(\"<i>y</i>\")", "text/html", "<i>y</i>")]
    [InlineData("Kernel.HTML(\"<i>y</i>\")", "text/html", "<i>y</i>")]
    [InlineData("(LaTeXString)@\"\\frac12\"", "text/latex", "\\frac12")]
    [InlineData("(MathString)@\"\\frac12\"", "text/latex", "$$\\frac12$$")]
    public void ViewsShowThemselves(string code, string mimeType, string expected) =>
        Assert.Equal(expected, ((CellResult.Succeeded)cells.Run(code)).Value!.Data[mimeType].ToString());

    [Theory]
    [InlineData("Javascript(\"alert(1)\");", "application/javascript", "alert(1)")]
    [InlineData("CSS(\"b { color: red }\");", "text/html", "<style>b { color: red }</style>")]
    [InlineData("new[] { new { A = 1 } }.DisplayTable();", "text/csv", "A\r\n1\r\n")]
    [InlineData("new[] { 1 }.Display(\"text/plain\");", "text/plain", "[1]")]
    [InlineData("display(new { A = 1 }, \"application/json\");", "application/json", "{\n  \"A\": 1\n}")]
    public void FunctionsShow(string code, string mimeType, string expected)
    {
        cells.Value(code);
        Assert.Equal(expected.ReplaceLineEndings(), Assert.Single(cells.Output.Displays).Data[mimeType].ToString().ReplaceLineEndings());
    }

    [Fact]
    public void WhatALibraryShowsArrives()
    {
        cells.Value("""
            var extensions = typeof(Formatter).Assembly.GetType("System.DisplayExtensions");
            extensions.GetMethod("DisplayAs").Invoke(null, new object[] { "<b>x</b>", "text/html" });
            """);
        Assert.Equal("<b>x</b>", Assert.Single(cells.Output.Displays).Data["text/html"].ToString());
    }

    [Fact]
    public void UsingsOfTheHostAloneAreNoError() => Assert.Null(cells.Value(string.Concat(
        new[] { "", ".Commands", ".Connection", ".Events", ".Formatting" }.Select(name => $"using Microsoft.DotNet.Interactive{name};\n"))));

    [Theory]
    [InlineData("Kernel.Root.ToString()")]
    [InlineData("KernelInvocationContext.Current.Publish(null)")]
    [InlineData("using Microsoft.DotNet.Interactive.Documents;")]
    public void WhatNeedsTheHostIsRefusedByASentence(string code) =>
        Assert.Contains(cells.Failure(code).Traceback, line => line.StartsWith("That belongs to .NET Interactive's own kernels", StringComparison.Ordinal));
}
