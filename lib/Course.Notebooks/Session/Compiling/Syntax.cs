using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Notebooks;

/// <summary>Questions about the text of a cell.</summary>
public static class Syntax
{
    /// <summary>The expression without semicolon at a script's end, or null.</summary>
    public static ExpressionSyntax? TrailingExpression(SyntaxNode root) =>
        root is CompilationUnitSyntax { Members: [.., GlobalStatementSyntax { Statement: ExpressionStatementSyntax statement }] }
            && statement.SemicolonToken.IsMissing
            ? statement.Expression
            : null;
}
