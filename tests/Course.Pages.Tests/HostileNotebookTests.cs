using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Course.Notebooks;

namespace Course.Pages.Tests;

public class HostileNotebookTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;")]
    [InlineData("<b>open <div> and more", "<b>open")]
    [InlineData("</main></body> </div>", "&lt;/main&gt;")]
    [InlineData("<img src=x onerror=alert(1)>", "x")]
    [InlineData("[x](javascript:alert(1))", "<a>x</a>")]
    [InlineData("<a href=\"javascript:alert(1)\" onclick=\"alert(1)\">x</a>", "<a>x</a>")]
    [InlineData("<!-- unclosed", "unclosed")]
    [InlineData("<style>body{display:none}</style>", "&lt;style&gt;")]
    [InlineData("![\"><script>](x.png)", "그림")]
    [InlineData("$\\text{</math><script>}$", "&lt;script&gt;")]
    [InlineData("[$x$](y.html \"$z$\") <span title=\"$a$\">b</span>", "title=\"$a$\"")]
    [InlineData("# <script>\n## a\n## a", "id=\"a-1\"")]
    [InlineData("\uE0100\uE011", "\uFFFD0\uFFFD")]
    public void ProseCannotBreakThePage(string markdown, string shown)
    {
        var html = Body(new Notebook().With(Cell.Markdown(markdown), Cell.Markdown("after")));
        Assert.Contains(shown, html);
        Assert.DoesNotMatch(@"(?i)<script>|<style>|<[a-z][^>]*\son\w+=|href=""javascript", html);
        Assert.Matches(@"</div>\n<div class=""prose"">\n<p>after</p>\n</div>\n</main>", html);
        AssertBalanced(html);
    }

    [Fact]
    public void CodeAndPlainOutputsAreText()
    {
        var cell = Cell.Code("var s = \"</script><!--\"; // </pre>\n#!unknown <b>");
        cell.AppendStream(StreamName.Out, "</pre><script>alert(1)</script>\0\x1b[31m<b>\x1b[0m");
        cell.AppendDisplay(MimeBundle.Plain("<img src=x>"));
        cell.AppendDisplay(new MimeBundle(new Dictionary<string, JsonNode> { ["application/json"] = new JsonObject { ["</script>"] = "<b>" } }));
        cell.AppendDisplay(new MimeBundle(new Dictionary<string, JsonNode> { ["image/png"] = "\"><script>" }));
        cell.AppendError("<b>", "</div>", ["</pre>"]);
        cell.Json["outputs"]!.AsArray().Add((JsonNode)new JsonObject { ["output_type"] = "<b>" });
        cell.Json["outputs"]!.AsArray().Add((JsonNode)new JsonObject());
        var html = Body(new Notebook().With(cell));
        Assert.DoesNotMatch("<script>|<b>|<img src=x", html);
        Assert.Contains("\u2400<span class=\"ansi-red\">&lt;b&gt;</span>", html);
        AssertBalanced(html);
    }

    [Fact]
    public void ScriptInAnOutputEndsWhereItEnds()
    {
        var cell = Cell.Code("1");
        cell.AppendDisplay(new MimeBundle(new Dictionary<string, JsonNode> { ["application/javascript"] = "x = '</script>'" }));
        Assert.Contains(@"<script>x = '<\/script>'</script>", Body(new Notebook().With(cell)));
    }

    [Theory]
    [InlineData("<b>bold</b><!-- never ends", "<b>bold</b><!-- never ends-->")]
    [InlineData("</div></div></section></main>x", "x")]
    [InlineData("<table><tr><td>1", "<table><tbody><tr><td>1</td></tr></tbody></table>")]
    [InlineData("<textarea>", "<textarea></textarea>")]
    [InlineData("<plaintext>a<b>", "<pre>a&lt;b&gt;</pre>")]
    [InlineData("<svg><circle", "<svg></svg>")]
    [InlineData("<style>p{color:red}</style>", "<style>@scope { p{color:red} }</style>")]
    [InlineData("<style>p{} } body{display:none} a{</style>", "<style></style>")]
    [InlineData("<script>'<!--<script>'", "<script>'<!--\\x3Cscript>'</script>")]
    [InlineData("<a href='x", "")]
    public void OutputStaysInItsBox(string html, string shown)
    {
        var cell = Cell.Code("1");
        cell.AppendDisplay(new MimeBundle(new Dictionary<string, JsonNode> { ["text/html"] = html }));
        Assert.Contains($"<div class=\"html\">{shown}</div>", Body(new Notebook().With(cell)));
    }

    [Fact]
    public void DeepNestingIsShownAsText()
    {
        var deep = new string('>', 20_000) + " x";
        var html = Body(new Notebook().With(Cell.Markdown(deep), Cell.Code(new string('(', 1_000) + "1"), Cell.Markdown("$" + new string('{', 3_000) + "$")));
        Assert.Contains("&gt;&gt;&gt;", html);
        Assert.Contains("((((", html);
        AssertBalanced(html);
    }

    [Theory, InlineData("<a $ ` ["), InlineData("$\n"), InlineData("\\("), InlineData("$$\n")]
    public void LongTextTakesLittleTime(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 60_000 / part.Length));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Body(new Notebook().With(Cell.Markdown(text)));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), clock.Elapsed.ToString());
    }

    private static string Body(Notebook notebook)
    {
        var html = Page.ToHtml(notebook, new PageOptions { Language = "ko" });
        var own = html.LastIndexOf("<script>\n// What scrolls", StringComparison.Ordinal); // the page's last script
        var end = html.IndexOf("</script>", own, StringComparison.Ordinal) + "</script>".Length;
        return html[html.IndexOf("<main", StringComparison.Ordinal)..own] + html[end..];
    }

    private static void AssertBalanced(string html)
    {
        var open = new Stack<string>();
        foreach (Match tag in Regex.Matches(html, "<(/?)([a-z][a-z0-9]*)[^>]*?(/?)>"))
        {
            if (tag.Groups[2].Value is "img" or "br" or "hr" or "input" || tag.Groups[3].Length > 0)
                continue;
            if (tag.Groups[1].Length == 0)
                open.Push(tag.Groups[2].Value);
            else if (tag.Groups[2].Value is var name && name is not ("body" or "html"))
                Assert.Equal(name, open.Pop());
        }
        Assert.Empty(open);
    }
}
