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
                return At(trivia.GetLocation(), rules, rules.Say(
                    $"{trivia.ToString().Trim()} 지시문은 답에 쓸 수 없습니다.", $"the directive {trivia.ToString().Trim()} is not allowed in answers."));
        foreach (var node in root.DescendantNodes())
            if ((SyntaxRefusal(node, rules) ?? UseRefusal(node, model, rules)) is { } refusal)
                return At(node.GetLocation(), rules, refusal);
        return TestMeaning.Refusal(answer, model, rules);
    }

    public static string At(Location location, LabRules rules, string sentence) =>
        rules.Say($"{location.GetLineSpan().StartLinePosition.Line + 1}행: {sentence}", $"Line {location.GetLineSpan().StartLinePosition.Line + 1}: {sentence}");

    private static string? SyntaxRefusal(SyntaxNode node, LabRules rules) => node switch
    {
        UnsafeStatementSyntax or FixedStatementSyntax or PointerTypeSyntax or FunctionPointerTypeSyntax or MakeRefExpressionSyntax
            or RefTypeExpressionSyntax or RefValueExpressionSyntax => rules.Say("안전하지 않은 코드(unsafe)는 답에 쓸 수 없습니다.", "unsafe code is not allowed in answers."),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression or (int)SyntaxKind.PointerIndirectionExpression } => rules.Say("안전하지 않은 코드(unsafe)는 답에 쓸 수 없습니다.", "unsafe code is not allowed in answers."),
        MemberDeclarationSyntax member when member.Modifiers.Any(SyntaxKind.UnsafeKeyword) => rules.Say("안전하지 않은 코드(unsafe)는 답에 쓸 수 없습니다.", "unsafe code is not allowed in answers."),
        MemberDeclarationSyntax member when member.Modifiers.Any(SyntaxKind.ExternKeyword) => rules.Say("네이티브 라이브러리 호출(extern)은 답에 쓸 수 없습니다.", "calls into native libraries (extern) are not allowed in answers."),
        LocalFunctionStatementSyntax function when function.Modifiers.Any(SyntaxKind.UnsafeKeyword) || function.Modifiers.Any(SyntaxKind.ExternKeyword) =>
            rules.Say("안전하지 않은 코드와 네이티브 코드는 답에 쓸 수 없습니다.", "unsafe and native code is not allowed in answers."),
        ExternAliasDirectiveSyntax => rules.Say("extern 별칭은 답에 쓸 수 없습니다.", "extern aliases are not allowed in answers."),
        UsingDirectiveSyntax { Alias.Name.Identifier.ValueText: var name }
            when rules.Protected.Contains(name) || rules.Declared.ContainsKey(name) =>
            TestMeaning.Taken(name, rules),
        ParameterSyntax parameter when parameter.Modifiers.Any(SyntaxKind.ThisKeyword) =>
            rules.Say(
            "확장 메서드는 답에 쓸 수 없습니다. 테스트의 뜻이 달라질 수 있습니다. 보통 메서드로 쓰세요.",
            "extension methods are not allowed in answers: they could change what the tests mean. Write an ordinary method."),
        ExtensionBlockDeclarationSyntax => rules.Say(
            "확장 멤버는 답에 쓸 수 없습니다. 테스트의 뜻이 달라질 수 있습니다.", "extension members are not allowed in answers: they could change what the tests mean."),
        DestructorDeclarationSyntax => rules.Say("종료자는 답에 쓸 수 없습니다.", "finalizers are not allowed in answers."),
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
            ? rules.Say(
                $"{variable.Name}은(는) 실습이 준 변수이고 테스트가 씁니다. 답에서는 읽기만 하세요.",
                $"\"{variable.Name}\" belongs to the lab, and the tests rely on it: answers may read it, not assign it.")
            : null;
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
