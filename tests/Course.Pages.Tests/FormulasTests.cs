namespace Course.Pages.Tests;

public class FormulasTests
{
    [Theory]
    [InlineData("$x$", "x")]
    [InlineData("값은 $x_1$이고 $y$는", "x_1", "y")]
    [InlineData("$$\na\n$$", "\na\n")]
    [InlineData("\\(a\\) and \\[b\\]", "a", "b")]
    [InlineData("\\\\(a\\\\) and \\\\[b\\\\]", "a", "b")]
    [InlineData("\\begin{align}a\\end{align}", "\\begin{align}a\\end{align}")]
    [InlineData("| $a|b$ | c |", "a|b")]
    [InlineData("costs $5 and $10")]
    [InlineData("`$x$` and ``a ` $y$``")]
    [InlineData("```\n$x$\n```\n$y$", "y")]
    [InlineData("- item\n  ~~~csharp\n  var s = $\"{x}$\";\n  ~~~\n$z$", "z")]
    [InlineData("\\$x\\$ and $a\\$b$", "a\\$b")]
    [InlineData("$a\n\nb$")]
    [InlineData("$ a $ and $$")]
    [InlineData("`unclosed $x$", "x")]
    [InlineData("$")]
    public void FormulasAreFoundWhereJupyterSeesThem(string markdown, params string[] tex) =>
        Assert.Equal(tex, Formulas.In(markdown).Select(formula => formula.Tex));
}
