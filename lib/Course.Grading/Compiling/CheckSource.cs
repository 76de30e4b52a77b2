using System.Security.Cryptography;
using Course.Notebooks;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Grading;

/// <summary>A test cell that ends by returning a secret: only a check that ran to its end can know it.</summary>
internal static class CheckSource
{
    public static string FreshSecret() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>The ways to write it; the first that compiles is meant. No line moves.</summary>
    public static IEnumerable<string> WithSecret(string code, string secret)
    {
        var root = CSharpSyntaxTree.ParseText(code, SubmissionCompiler.ParseOptions).GetRoot();
        if (Syntax.TrailingExpression(root) is not { } value)
        {
            yield return $"{code}\n(\"{secret}\", (object)null)";
            yield break;
        }
        // partial credit, perhaps
        yield return $"{code[..value.SpanStart]}(\"{secret}\", (object)({value}\n)){code[value.Span.End..]}";
        // the expression has no value
        yield return $"{code[..value.Span.End]};{code[value.Span.End..]}\n(\"{secret}\", (object)null)";
    }
}
