using Course.Notebooks;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Grading;

/// <summary>Lets a lab's public tests say, in the learner's notebook, what grading would refuse to run.</summary>
public static class PublicReview
{
    private const string testsName = "Course.Vision.Check"; // as every test cell writes it

    /// <summary>What is refused in the cells that a test cell calls; null where nothing is, and for all other cells.</summary>
    public static string? Of(Submission tests)
    {
        if (!tests.Image.Source.Text.Contains(testsName, StringComparison.Ordinal))
            return null;
        var rules = new LabRules(Path.GetFileName(Environment.CurrentDirectory) == "ko" ? "ko" : "en"); // as Check itself decides
        var tree = tests.Compilation.SyntaxTrees[0];
        var model = tests.Compilation.GetSemanticModel(tree);
        var called = tree.GetRoot().DescendantNodes().OfType<IdentifierNameSyntax>()
            .Select(name => model.GetSymbolInfo(name).Symbol)
            .SelectMany(symbol => symbol?.DeclaringSyntaxReferences ?? []).Select(place => place.SyntaxTree).ToHashSet();
        for (var cell = Before(tests.Compilation); cell is not null; cell = Before(cell))
            if (called.Contains(cell.SyntaxTrees[0]) && AnswerPolicy.Refusal(cell, rules) is { } refusal)
                return rules.Words["WouldNotRun", cell.SyntaxTrees[0].FilePath, refusal];
        return null;
    }

    private static CSharpCompilation? Before(CSharpCompilation cell) => cell.ScriptCompilationInfo?.PreviousScriptCompilation;
}
