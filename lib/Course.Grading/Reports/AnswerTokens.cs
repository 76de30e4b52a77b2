using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Grading;

/// <summary>
/// The tokens of an answer, as far as one can tell by looking. The compiler would know better, but an answer can be written so
/// that even its lexer crashes, and here that would end the grader.
/// </summary>
internal static class AnswerTokens
{
    // Comments, texts, numbers, words, anything else; in time proportional to the length, whatever the answer is.
    private static readonly Regex pattern = new(
        @"(?<c>//[^\n]*|/\*([^*]|\*+[^*/])*\*+/)|(?<s>[$@]*""([^""\\\n]|\\.)*""|'([^'\\\n]|\\.)+')"
        + @"|(?<n>\d[\w.]*)|(?<w>@?[\p{L}_]\w*)|[-+*/%&|^<>=!?:.]+|[^\w\s]", RegexOptions.NonBacktracking);

    /// <summary>Tokens without comments; a name is a name, whatever it is called, and so is a literal.</summary>
    public static IEnumerable<int> Kinds(string code) =>
        pattern.Matches(code).Where(token => !token.Groups["c"].Success).Select(token =>
        token.Groups["s"].Success ? 1 : token.Groups["n"].Success ? 2
        : token.Groups["w"].Success && !IsKeyword(token.Value) ? 3 : StringComparer.Ordinal.GetHashCode(token.Value));

    /// <summary>How many braces are open at the end; below 0 where some are closed that were not opened.</summary>
    public static int Depth(string code) =>
        pattern.Matches(code).Sum(token => token.Value == "{" ? 1 : token.Value == "}" ? -1 : 0);

    /// <summary>The code in the colours of the lessons' pages.</summary>
    public static string Html(string code) => Course.Pages.Html.Coloured(code, pattern.Matches(code).Select(token =>
        (token.Index, token.Index + token.Length, new[] { "c", "s", "n" }.FirstOrDefault(name => token.Groups[name].Success)
            ?? (IsKeyword(token.Value) ? "k" : ""))));

    private static bool IsKeyword(string text) => text == "var" || SyntaxFacts.GetKeywordKind(text) != SyntaxKind.None;
}
