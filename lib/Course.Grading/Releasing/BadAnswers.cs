using System.Text;
using System.Text.RegularExpressions;
using Course.Notebooks;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Grading;

/// <summary>
/// Solutions made bad: a lab whose tests give points for one of these can be had for nothing. Each kind changes only answers that
/// it makes wrong.
/// </summary>
internal static class BadAnswers
{
    private static readonly string[] names = ["Math", "Enumerable", "Array", "Random", "Convert"];

    /// <summary>What is wrong with them, and the answers by grade id.</summary>
    public static IEnumerable<(string What, Dictionary<string, string> Answers)> Of(Lab lab)
    {
        yield return ("destroys what it is given, and solves what is left of it", Changed(lab, Destroying));
        yield return ("puts other classes in the place of those that its tests name", Changed(lab, cell => Shadowing(cell, lab)));
        yield return ("gives torch's variables other values", Changed(lab, cell => InEachMethod(cell, _ =>
            Regex.IsMatch(cell.Cell.Source, @"\b(torch|Tensor)\b") ? " torch.float64 = torch.ScalarType.Int8;" : "")));
    }

    private static Dictionary<string, string> Changed(Lab lab, Func<GradeCell, string> change) => lab.Answers
        .Where(cell => cell is { Role: CellRole.Answer, Cell.Kind: CellKind.Code })
        .Select(cell => (cell.GradeId, cell.Cell.Source, Code: change(cell)))
        .Where(answer => answer.Code != answer.Source).ToDictionary(answer => answer.GradeId, answer => answer.Code);

    private static string Destroying(GradeCell cell) =>
        InEachMethod(cell, method => string.Concat(method.ParameterList.Parameters.Select(parameter => parameter.Type switch
    {
        IdentifierNameSyntax { Identifier.Text: "Tensor" } => $" {parameter.Identifier}.zero_();",
        ArrayTypeSyntax => $" Array.Clear({parameter.Identifier});",
        _ => "",
    })));

    private static string Shadowing(GradeCell cell, Lab lab)
    {
        var tests = lab.Exercises.FirstOrDefault(exercise => exercise.Answers.Contains(cell.GradeId))?.GradeId;
        var source = lab.Cells.FirstOrDefault(other => other.GradeId == tests)?.Cell.Source ?? "";
        var used = names.Where(name => Regex.IsMatch(source, $@"\b{name}\.")).ToList();
        return used.Count == 0 ? cell.Cell.Source
            : $"using static Others;\npublic static class Others {{ "
            + $"{string.Concat(used.Select(name => $"public static class {name} {{ }} "))}}}\n{cell.Cell.Source}";
    }

    private static string InEachMethod(GradeCell cell, Func<MethodDeclarationSyntax, string> begin)
    {
        var root = CSharpSyntaxTree.ParseText(cell.Cell.Source, SubmissionCompiler.ParseOptions).GetRoot();
        var code = new StringBuilder(cell.Cell.Source);
        foreach (var method in root.ChildNodes().OfType<MethodDeclarationSyntax>().Where(method => method.Body is not null)
            .Reverse())
            code.Insert(method.Body!.OpenBraceToken.Span.End, begin(method));
        return code.ToString();
    }
}
