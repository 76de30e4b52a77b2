using Course.Notebooks;
using Course.Notebooks.Tests.Lessons;

namespace Course.Pages.Tests;

/// <summary>Every formula of the lessons becomes MathML: a TeX command the converter lacks fails here, with its name.</summary>
public class LessonFormulaTests
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
}
