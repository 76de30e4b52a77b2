using Course.Notebooks.Tests;

namespace Course.Pages.Tests;

public sealed class CodeColoursTests : IDisposable
{
    private readonly CodeColours colours = new(null);

    public void Dispose() => colours.Dispose();

    [Theory]
    [InlineData("var x = 1;", "<span class=\"k\">var</span> x = <span class=\"n\">1</span>;")]
    [InlineData("// 주석 <b>", "<span class=\"c\">// 주석 &lt;b&gt;</span>")]
    [InlineData("\"a\\n\"", "<span class=\"s\">&quot;a\\n&quot;</span>")]
    [InlineData("#!time\nreturn;", "<span class=\"p\">#!time</span>\n<span class=\"k\">return</span>;")]
    [InlineData("Console.Write(a < b);", "<span class=\"t\">Console</span>.<span class=\"f\">Write</span>(a &lt; b);")]
    [InlineData("", "")]
    public void CodeIs(string code, string html) => Assert.Equal(html, colours.ToHtml(code));

    [Fact]
    public void TypeOfAnEarlierCellIsKnown()
    {
        colours.ToHtml("class Garment { }");
        Assert.Equal("<span class=\"k\">new</span> <span class=\"t\">Garment</span>()", colours.ToHtml("new Garment()"));
    }

    [Fact]
    public void BrokenCellLeavesTheNextOneAlone()
    {
        Assert.Contains("<span class=\"k\">if</span>", colours.ToHtml("if (x { \"unclosed"));
        Assert.Equal("<span class=\"k\">int</span> y;", colours.ToHtml("int y;"));
    }

    [Fact]
    public void ImportedSetupIsKnown()
    {
        using var here = new CodeColours(Fixtures.PathOf("ko"));
        here.ToHtml("#!import \"../setup-for-colours.csx\"");
        Assert.Equal("<span class=\"t\">Regex</span> r;", here.ToHtml("Regex r;"));
    }
}
