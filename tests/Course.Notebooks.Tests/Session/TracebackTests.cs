namespace Course.Notebooks.Tests;

/// <summary>The first place that an error names is the line that failed: the one marked in each cell.</summary>
public sealed class TracebackTests : IDisposable
{
    private const string mark = "// here";
    private readonly Cells cells = new();

    public void Dispose() => cells.Dispose();

    [Theory]
    [InlineData("int Parse(string s)\n{\n    var once = s.Trim();\n    return int.Parse(once); // here\n}\nParse(\"x\")")]
    [InlineData("int Last(int[] a)\n{\n    var n = a.Length;\n    var i = n + 1;\n    return a[i]; // here\n}\nLast([1])")]
    [InlineData("var a = new int[3];\nfor (var i = 0; i <= a.Length; i++)\n    a[i] = i; // here")]
    [InlineData("async Task<int> Third(int[] a)\n{\n    await Task.Yield();\n    var two = 2;\n    return a[two]; // here\n}\nawait Third([1])")]
    [InlineData("int More(int x)\n{\n    var y = x;\n    return checked(y + 1); // here\n}\nMore(int.MaxValue)")]
    [InlineData("async Task<int> Fetch()\n{\n    var text = await Task.FromResult(\"q\");\n    var more = text.Trim();\n    return int.Parse(more); // here\n}\nawait Fetch()")]
    [InlineData("Func<string, int> f = s =>\n{\n    var a = s.Trim();\n    return int.Parse(a); // here\n};\nf(\"x\")")]
    [InlineData("record Circle(double R)\n{\n    public int Part =>\n        1 / (int)R; // here\n}\nnew Circle(0).Part")]
    [InlineData("int Down(int n) =>\n    int.Parse(\"x\" + n); // here\nDown(0)")]
    [InlineData("class Box\n{\n    public int this[int i]\n        => throw new Exception(); // here\n}\nnew Box()[0]")]
    [InlineData("record struct Money(int Cents)\n{\n    public static Money operator +(Money a, Money b) =>\n        new(checked(a.Cents + b.Cents)); // here\n}\nnew Money(int.MaxValue) + new Money(1)")]
    [InlineData("IEnumerable<int> Numbers()\n{\n    yield return 1;\n    var word = \"y\";\n    yield return int.Parse(word); // here\n}\nNumbers().Sum()")]
    [InlineData("#!time\n#!markdown\ntext\n#!csharp\nvar items = new[] { 1, 0 };\nitems\n    .Select(i =>\n        7 / i) // here\n    .ToList()")]
    public void NamesTheLineThatFailed(string code)
    {
        var place = cells.Failure(code).Traceback.First(line => line.StartsWith("  Cell [1], line ", StringComparison.Ordinal));
        Assert.Matches($"line {1 + code[..code.IndexOf(mark, StringComparison.Ordinal)].Count(c => c == '\n')}\\b", place);
    }

    /// <summary>.NET does not say it, and no line is better than a wrong one.</summary>
    [Fact]
    public void LostLineIsOneOfThoseThatCouldHaveFailed()
    {
        Assert.Equal(["  Cell [1], line 1 or 3", "    var (a, n) = (new[] { 1 }, 0); var x = a[n];", "    var y = a[n + 1];"],
            cells.Failure("var (a, n) = (new[] { 1 }, 0); var x = a[n];\n\nvar y = a[n + 1];").Traceback.Skip(1));
        Assert.Contains("  Cell [2], line 3 or later, in F", cells.Failure("int F(int[] a)\n{\n    var n = a.Length;\n" + string.Concat(Enumerable.Repeat("    n = a[n];\n", 9)) + "    return n;\n}\nF([1])").Traceback);
    }

    [Fact]
    public void CompilersOwnMethodsAreNotNamed() =>
        Assert.DoesNotContain(cells.Failure("string Name(int i) => i switch\n{\n    1 => \"one\",\n};\nName(3)").Traceback, line => line.Contains("line 0") || line.Contains("Throw"));

    /// <summary>Symbols for each variable, and fast code all the same.</summary>
    [Fact]
    public void CodeIsOptimised()
    {
        cells.Value("int F(int x)\n{\n    var y = x + 1;\n    return y;\n}");
        Assert.Equal("False", cells.Value("((Func<int, int>)F).Method.Module.Assembly.GetCustomAttributes(false).OfType<System.Diagnostics.DebuggableAttribute>().Any(a => a.IsJITOptimizerDisabled)"));
    }
}
