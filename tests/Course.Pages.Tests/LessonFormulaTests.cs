using System.Text.RegularExpressions;
using Course.Notebooks;
using Course.Notebooks.Tests.Lessons;

namespace Course.Pages.Tests;

/// <summary>
/// Every formula of the lessons becomes MathML: a TeX command the converter lacks fails here, with its name. And what is meant to
/// be bold is: Markdown leaves <c>**패딩(padding)**이며</c> as it is, and wants <c>**패딩**(padding)이며</c>.
/// </summary>
public partial class LessonFormulaTests
{
    public static TheoryData<string> Names() => Lesson.Names();

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryFormulaOfTheLessonIsUnderstood(string name)
    {
        foreach (var language in new[] { "ko", "en" })
            foreach (var cell in Lesson.Read(language, name).Cells.Where(cell => cell.Kind == CellKind.Markdown))
                foreach (var formula in Formulas.In(cell.Source))
                    Assert.DoesNotContain("class=\"unknown\"", MathMl.FromTex(formula.Tex, formula.Display));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NoStarsOfBoldAreSeen(string name)
    {
        foreach (var language in new[] { "ko", "en" })
            Assert.DoesNotContain("**", CodeAndTags().Replace(Page.ToHtml(Lesson.Read(language, name)), ""));
    }

    [GeneratedRegex("<(code|style|script)[ >].*?</\\1>|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex CodeAndTags();
}
