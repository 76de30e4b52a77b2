using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Notebooks;

/// <summary>Tells a console whether Enter should run the cell or start another line.</summary>
public static class InputCheck
{
    private const int longestStatement = 10_000;

    /// <summary>
    /// The compiler's services call themselves for each part of an expression, and a full stack would end the process.
    /// </summary>
    internal static bool IsTooDeep(string code) =>
        code.Length > longestStatement && code.Split([';', '{', '}', '\n']).Any(statement => statement.Length > longestStatement);

    public static Completeness Of(string code)
    {
        if (IsTooDeep(code))
            return new Completeness("unknown", "");
        var tree = CSharpSyntaxTree.ParseText(CellReader.CSharpOnly(code), SubmissionCompiler.ParseOptions);
        if (!SyntaxFactory.IsCompleteSubmission(tree))
            return new Completeness("incomplete", Indent(code));
        var wrong = tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return new Completeness(wrong ? "invalid" : "complete", "");
    }

    private static string Indent(string code)
    {
        var last = code.TrimEnd('\r', '\n').Split('\n')[^1].TrimEnd();
        var indent = last[..(last.Length - last.TrimStart().Length)];
        return last is [.., '{' or '(' or '['] ? indent + "    " : indent;
    }
}
