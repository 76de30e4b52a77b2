namespace Course.Pages.Tests;

public class AnsiTextTests
{
    [Theory]
    [InlineData("a\x1b[31mb\x1b[0mc", "a<span class=\"ansi-red\">b</span>c")]
    [InlineData("\x1b[1;4;92mx\x1b[22;24;39my", "<span class=\"ansi-green ansi-bold ansi-underline\">x</span>y")]
    [InlineData("\x1b[38;5;4mx\x1b[48;2;1;2;3my", "<span class=\"ansi-blue\">x</span><span class=\"ansi-blue\">y</span>")]
    [InlineData("\x1b[2K\x1b]0;title\x07x\x1b[?25l", "x")]
    [InlineData("10%\r50%\r100%\nnext\r\n", "100%\nnext\n")]
    [InlineData("done\r", "done")]
    [InlineData("ab\b\bc\b\b\b", "")]
    [InlineData("\x1b[", "\u241b[")]
    public void TerminalTextShows(string text, string html) => Assert.Equal(html, AnsiText.ToHtml(text));
}
