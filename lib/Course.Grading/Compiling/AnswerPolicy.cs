using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Grading;

/// <summary>
/// Reads a compiled answer by its meaning, not its words, and says what in it will not be run: what <see cref="AllowList"/> does
/// not name, what goes around the type system, and what would change the meaning of the tests.
/// </summary>
internal static class AnswerPolicy
{
    /// <summary>The first thing refused, as a sentence for the learner; null if the answer may run.</summary>
    public static string? Refusal(CSharpCompilation answer, LabRules rules)
    {
        var tree = answer.SyntaxTrees[0];
        var model = answer.GetSemanticModel(tree);
        var root = tree.GetRoot();
        foreach (var trivia in root.DescendantTrivia(descendIntoTrivia: true).Where(trivia => trivia.IsDirective))
            if (trivia.GetStructure() is not (RegionDirectiveTriviaSyntax or EndRegionDirectiveTriviaSyntax or NullableDirectiveTriviaSyntax or PragmaWarningDirectiveTriviaSyntax))
                return At(trivia.GetLocation(), rules, rules.Words["Directive", trivia.ToString().Trim()]);
        foreach (var node in root.DescendantNodes())
            if ((SyntaxRefusal(node, rules) ?? UseRefusal(node, model, rules)) is { } refusal)
                return At(node.GetLocation(), rules, refusal);
        return TestMeaning.Refusal(answer, model, rules);
    }

    public static string At(Location location, LabRules rules, string sentence) =>
        rules.Words["Refused", location.GetLineSpan().StartLinePosition.Line + 1, sentence];

    private static string? SyntaxRefusal(SyntaxNode node, LabRules rules) => node switch
    {
        UsingDirectiveSyntax { Alias.Name.Identifier.ValueText: var name }
            when rules.Protected.Contains(name) || rules.Declared.ContainsKey(name) => rules.Words["TakenName", name],
        _ => RefusedSyntax(node) is { } key ? rules.Words[key] : null,
    };

    private static string? RefusedSyntax(SyntaxNode node) => node switch
    {
        UnsafeStatementSyntax or FixedStatementSyntax or PointerTypeSyntax or FunctionPointerTypeSyntax or MakeRefExpressionSyntax
            or RefTypeExpressionSyntax or RefValueExpressionSyntax => "Unsafe",
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression or (int)SyntaxKind.PointerIndirectionExpression } => "Unsafe",
        MemberDeclarationSyntax member when member.Modifiers.Any(SyntaxKind.UnsafeKeyword) => "Unsafe",
        MemberDeclarationSyntax member when member.Modifiers.Any(SyntaxKind.ExternKeyword) => "Extern",
        LocalFunctionStatementSyntax function when function.Modifiers.Any(SyntaxKind.UnsafeKeyword) => "Unsafe",
        LocalFunctionStatementSyntax function when function.Modifiers.Any(SyntaxKind.ExternKeyword) => "Extern",
        ExternAliasDirectiveSyntax => "ExternAlias",
        ParameterSyntax parameter when parameter.Modifiers.Any(SyntaxKind.ThisKeyword) => "Extension",
        ExtensionBlockDeclarationSyntax => "Extension",
        DestructorDeclarationSyntax => "Finalizer",
        _ => null,
    };

    private static string? UseRefusal(SyntaxNode node, SemanticModel model, LabRules rules)
    {
        if (node is not (SimpleNameSyntax or BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax or ElementAccessExpressionSyntax
            or PrimaryConstructorBaseTypeSyntax or AttributeSyntax)) return null;
        var info = model.GetSymbolInfo(node);
        foreach (var symbol in info.Symbol is { } one ? [one] : info.CandidateSymbols)
            if (AllowList.Refusal(symbol, rules) is { } refusal) return refusal;
        if (node is IdentifierNameSyntax && model.GetTypeInfo(node).Type is IDynamicTypeSymbol type) return AllowList.Refusal(type, rules);
        return info.Symbol is IFieldSymbol { ContainingType.IsScriptClass: true } variable && rules.GivenVariables.Contains(variable.Name)
            && !rules.Declared.ContainsKey(variable.Name) && IsDeclaredElsewhere(variable, model) && IsWritten(node)
            ? rules.Words["GivenVariable", variable.Name] : null;
    }

    private static bool IsDeclaredElsewhere(IFieldSymbol variable, SemanticModel model) =>
        !SymbolEqualityComparer.Default.Equals(variable.ContainingType, model.Compilation.ScriptClass);

    private static bool IsWritten(SyntaxNode name)
    {
        var node = name;
        while (node.Parent is ParenthesizedExpressionSyntax or ArgumentSyntax { Parent: TupleExpressionSyntax } or TupleExpressionSyntax
            || node.Parent is MemberAccessExpressionSyntax access && access.Name == node) node = node.Parent;
        return node.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == node,
            PrefixUnaryExpressionSyntax prefix => prefix.IsKind(SyntaxKind.PreIncrementExpression) || prefix.IsKind(SyntaxKind.PreDecrementExpression),
            PostfixUnaryExpressionSyntax postfix => postfix.IsKind(SyntaxKind.PostIncrementExpression) || postfix.IsKind(SyntaxKind.PostDecrementExpression),
            ArgumentSyntax argument => argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword) || argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword),
            RefExpressionSyntax => true,
            _ => false,
        };
    }
}
