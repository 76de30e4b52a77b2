using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Vision.Tests;

/// <summary>What .editorconfig says of all code below lib/, and no analyzer enforces.</summary>
public sealed class StyleTests
{
    private const int LongestLine = 130;

    private static readonly List<SyntaxTree> trees = [.. Directory
        .EnumerateFiles(Repository.Path("lib"), "*.cs", SearchOption.AllDirectories).Select(file => file.Replace('\\', '/'))
        .Where(file => !file.Contains("/obj/") && !file.Contains("/bin/"))
        .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file))];

    /// <summary>A line may be longer where one piece of text alone reaches over its end: a regular expression, HTML.</summary>
    [Fact]
    public void LinesAreOfAWidthThatCanBeRead() => Assert.Empty(trees.SelectMany(tree => tree.GetText().Lines
        .Where(line => line.Span.Length > LongestLine && !IsText(tree.GetRoot().FindToken(line.Start + LongestLine)))
        .Select(line => $"{tree.FilePath}:{line.LineNumber + 1}")));

    [Fact]
    public void AnIfAndItsStatementStandOnTwoLines() => Assert.Empty(trees.SelectMany(tree => tree.GetRoot().DescendantNodes()
        .OfType<IfStatementSyntax>().Where(choice => choice.Statement is not BlockSyntax
            && Line(choice.CloseParenToken) == Line(choice.Statement.GetFirstToken()))
        .Select(choice => $"{tree.FilePath}:{Line(choice.IfKeyword) + 1}")));

    private static int Line(SyntaxToken token) => token.GetLocation().GetLineSpan().StartLinePosition.Line;

    private static bool IsText(SyntaxToken token) => token.Kind() is SyntaxKind.StringLiteralToken
        or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken
        or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringEndToken;
}
