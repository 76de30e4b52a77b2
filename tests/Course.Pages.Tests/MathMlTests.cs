using System.Text.RegularExpressions;
using Course.Notebooks;

namespace Course.Pages.Tests;

public class MathMlTests
{
    [Theory]
    [InlineData("x", "<mi>x</mi>")]
    [InlineData("3.14", "<mn>3.14</mn>")]
    [InlineData("a-b", "<mrow><mi>a</mi><mo>−</mo><mi>b</mi></mrow>")]
    [InlineData("a=-b", "<mrow><mi>a</mi><mo>=</mo><mo form=\"prefix\">−</mo><mi>b</mi></mrow>")]
    [InlineData("x^2", "<msup><mi>x</mi><mn>2</mn></msup>")]
    [InlineData("x^23", "<mrow><msup><mi>x</mi><mn>2</mn></msup><mn>3</mn></mrow>")]
    [InlineData("x_i^{n+1}", "<msubsup><mi>x</mi><mi>i</mi><mrow><mi>n</mi><mo>+</mo><mn>1</mn></mrow></msubsup>")]
    [InlineData("f''", "<msup><mi>f</mi><mo>′′</mo></msup>")]
    [InlineData(@"\frac{a}{b}", "<mfrac><mi>a</mi><mi>b</mi></mfrac>")]
    [InlineData(@"\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>")]
    [InlineData(@"\sqrt{x}", "<msqrt><mi>x</mi></msqrt>")]
    [InlineData(@"\sqrt[3]{x}", "<mroot><mi>x</mi><mn>3</mn></mroot>")]
    [InlineData(@"\sum_{i}x", "<mrow><msub><mo movablelimits=\"false\">∑</mo><mi>i</mi></msub><mi>x</mi></mrow>")]
    [InlineData(@"\alpha\Omega", "<mrow><mi>α</mi><mi mathvariant=\"normal\">Ω</mi></mrow>")]
    [InlineData(@"a \times b \le c", "<mrow><mi>a</mi><mo>×</mo><mi>b</mi><mo>≤</mo><mi>c</mi></mrow>")]
    [InlineData(@"\text{특성 맵 }k", "<mrow><mtext>특성\u00A0맵\u00A0</mtext><mi>k</mi></mrow>")]
    [InlineData(@"\text{if $x$}", "<mrow><mtext>if\u00A0</mtext><mi>x</mi></mrow>")]
    [InlineData(@"\mathrm{d}x", "<mrow><mi mathvariant=\"normal\">d</mi><mi>x</mi></mrow>")]
    [InlineData(@"\mathrm{ReLU}(x)", "<mrow><mi>ReLU</mi><mo stretchy=\"false\">(</mo><mi>x</mi><mo stretchy=\"false\">)</mo></mrow>")]
    [InlineData(@"\mathbf{w}", "<mi>𝐰</mi>")]
    [InlineData(@"\mathbb{R}", "<mi>ℝ</mi>")]
    [InlineData(@"\mathcal{L}", "<mi>ℒ</mi>")]
    [InlineData(@"\boldsymbol{\theta}", "<mi>𝜽</mi>")]
    [InlineData(@"\operatorname{softmax}(z)", "<mrow><mi>softmax</mi><mo stretchy=\"false\">(</mo><mi>z</mi><mo stretchy=\"false\">)</mo></mrow>")]
    [InlineData(@"\log x", "<mrow><mi>log</mi><mspace width=\"0.1667em\" /><mi>x</mi></mrow>")]
    [InlineData(@"\hat{y}", "<mover accent=\"true\"><mi>y</mi><mo stretchy=\"false\">^</mo></mover>")]
    [InlineData(@"\left\lfloor x \right\rfloor", "<mrow><mo stretchy=\"true\" fence=\"true\" form=\"prefix\">⌊</mo><mi>x</mi><mo stretchy=\"true\" fence=\"true\" form=\"postfix\">⌋</mo></mrow>")]
    [InlineData(@"\left. x \right|", "<mrow><mi>x</mi><mo stretchy=\"true\" fence=\"true\" form=\"postfix\">|</mo></mrow>")]
    [InlineData(@"a\quad b\,c", "<mrow><mi>a</mi><mspace width=\"1em\" /><mi>b</mi><mspace width=\"0.1667em\" /><mi>c</mi></mrow>")]
    [InlineData(@"\begin{matrix}a&b\\c&d\end{matrix}", "<mtable class=\"matrix\"><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd><mtd><mi>d</mi></mtd></mtr></mtable>")]
    [InlineData(@"a<b", "<mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow>")]
    [InlineData("크기 % comment\n+1", "<mrow><mtext>크</mtext><mtext>기</mtext><mo>+</mo><mn>1</mn></mrow>")]
    [InlineData(@"x\foo{y}", "<mrow><mi>x</mi><mtext class=\"unknown\">\\foo</mtext><mi>y</mi></mrow>")]
    [InlineData("90^\\circ", "<msup><mn>90</mn><mo>∘</mo></msup>")]
    [InlineData("^2", "<msup><mrow /><mn>2</mn></msup>")]
    [InlineData(@"y \label{eq:one}", "<mrow><mi>y</mi><mrow /></mrow>")]
    [InlineData(@"{\color{red} x} y", "<mrow><mstyle mathcolor=\"red\"><mi>x</mi></mstyle><mi>y</mi></mrow>")]
    [InlineData(@"\textcolor{url(x)}{y}", "<mi>y</mi>")]
    [InlineData(@"a\hspace{18mu}b\kern-2pt c", "<mrow><mi>a</mi><mspace width=\"1em\" /><mi>b</mi><mspace width=\"-2pt\" /><mi>c</mi></mrow>")]
    [InlineData(@"{n \choose k}", "<mrow><mo>(</mo><mfrac linethickness=\"0\"><mi>n</mi><mi>k</mi></mfrac><mo>)</mo></mrow>")]
    [InlineData(@"{a \over b}", "<mfrac><mi>a</mi><mi>b</mi></mfrac>")]
    [InlineData(@"{\bf w}x", "<mrow><mi>𝐰</mi><mi>x</mi></mrow>")]
    [InlineData(@"a \\ b", "<mtable class=\"gathered\" displaystyle=\"true\"><mtr><mtd><mi>a</mi></mtd></mtr><mtr><mtd><mi>b</mi></mtd></mtr></mtable>")]
    [InlineData(@"\newcommand{\v}[1]{\mathbf{#1}} \v x^2", "<mrow><mrow /><msup><mi>𝐱</mi><mn>2</mn></msup></mrow>")]
    [InlineData(@"\def\R{\mathbb{R}} x^\R", "<mrow><mrow /><msup><mi>x</mi><mi>ℝ</mi></msup></mrow>")]
    public void TexBecomes(string tex, string expected) => Assert.Equal(expected, Inner(tex, display: false));

    [Theory]
    [InlineData(@"\sum_{i=1}^n", "munderover")]
    [InlineData(@"\lim_{x}", "munder")]
    [InlineData(@"\operatorname*{argmin}_x", "munder")]
    [InlineData(@"\int_0^1", "msubsup")]
    [InlineData(@"\sum\nolimits_{i}", "msub")]
    [InlineData(@"\frac{\sum_{i}}{2}", "msub")]
    [InlineData(@"\underbrace{x}_{n}", "munder")]
    public void DisplayedLimitsStandWhereTexPutsThem(string tex, string element) => Assert.Contains($"<{element}>", Inner(tex, display: true));

    [Theory]
    [InlineData(@"\begin{matrix}a\end{cases}", @"expected \end{matrix}")]
    [InlineData("{x", "expected }, found the end")]
    [InlineData("x}", "found } without its beginning")]
    [InlineData(@"\frac{a}", "expected an argument, found the end")]
    [InlineData(@"\left( x", @"expected \right")]
    [InlineData(@"\left x", "expected a bracket, found x")]
    [InlineData("x^1^2", "two superscripts")]
    [InlineData(@"\", @"a single \")]
    [InlineData(@"\text{x", "expected }")]
    public void MistakeIsNamed(string tex, string named)
    {
        var e = Assert.Throws<NotebookException>(() => MathMl.FromTex(tex, display: true));
        Assert.Contains(named, e.Message);
        Assert.Contains(tex, e.Message);
    }

    [Fact]
    public void MacrosHoldForTheRestOfThePage()
    {
        var macros = new TexMacros();
        MathMl.FromTex(@"\DeclareMathOperator{\softmax}{softmax} \newcommand{\be}{\begin{aligned}}", display: false, macros);
        Assert.Contains("<mi>softmax</mi>", MathMl.FromTex(@"\softmax(z)", display: false, macros));
        Assert.Contains("class=\"aligned\"", MathMl.FromTex(@"\be a &= b \end{aligned}", display: false, macros));
    }

    [Theory]
    [InlineData(@"\def\x{\x\x}\x")]
    [InlineData(@"\def\a#1{#1#1#1#1#1#1#1#1}\a{\a{\a{\a{\a{\a{x}}}}}}")]
    [InlineData(@"\def\a{\a}\a")]
    public void MacroThatExpandsForEverIsRefused(string tex) =>
        Assert.Contains("cannot be read", Assert.Throws<NotebookException>(() => MathMl.FromTex(tex, display: false)).Message);

    [Fact]
    public void EndlessNestingIsRefused() =>
        Assert.Contains("deep", Assert.Throws<NotebookException>(() => MathMl.FromTex(new string('{', 100_000), display: false)).Message);

    [Fact]
    public void ScriptsNestedForEverAreRefused() => Assert.Contains("deep", Assert.Throws<NotebookException>(
        () => MathMl.FromTex(string.Concat(Enumerable.Repeat(@"\sqrt", 100_000)) + "x", display: false)).Message);

    [Fact]
    public void EverySymbolIsDrawn() => Assert.All(
        [.. TexSymbolNames(), @"\overbrace{x}^n", @"\overset{a}{=}", @"\xrightarrow{\text{합성곱}}", @"\binom{n}{k}", @"\pmod{2}", @"\big(x\big)",
            @"\sum_{\substack{i \\ j}}", @"\not=", @"\boxed{x}", @"\tag{1}", @"\displaystyle x", @"\begin{array}{lc|r}a&b&c\\[2pt]\hline d&e&f\\\end{array}",
            @"\begin{dcases}x&y\end{dcases}", @"\begin{alignat}{2}a&=b\end{alignat}", @"\mathop{argmax}_k", @"\xrightarrow[n]{m}", @"\cancel{x}", @"\Longrightarrow"],
        tex => Assert.StartsWith("<math", MathMl.FromTex(tex, display: true)));

    private static IEnumerable<string> TexSymbolNames() =>
        @"\infty \partial \nabla \ldots \cdots \vdots \in \subset \approx \neq \to \Rightarrow \odot \otimes \forall \exists \| \{ \} \% \ \; \! \lVert \rVert \mid \ast \circ \star \varepsilon"
            .Split(' ').Where(name => name.Length > 1);

    private static string Inner(string tex, bool display) => Regex.Match(
        MathMl.FromTex(tex, display), "<semantics>(.*)<annotation", RegexOptions.Singleline).Groups[1].Value;
}
