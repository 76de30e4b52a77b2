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
    /// <param name="without">Types and namespaces that this answer must do without, because its exercise is to write them by
    /// hand.</param>
    public static string? Refusal(CSharpCompilation answer, LabRules rules, IReadOnlyCollection<string>? without = null)
    {
        var tree = answer.SyntaxTrees[0];
        var model = answer.GetSemanticModel(tree);
        var root = tree.GetRoot();
        foreach (var trivia in root.DescendantTrivia(descendIntoTrivia: true).Where(trivia => trivia.IsDirective))
            if (trivia.GetStructure() is not (RegionDirectiveTriviaSyntax or EndRegionDirectiveTriviaSyntax
                or NullableDirectiveTriviaSyntax or PragmaWarningDirectiveTriviaSyntax))
                return At(trivia.GetLocation(), rules, rules.Words["Directive", trivia.ToString().Trim()]);
        foreach (var node in root.DescendantNodes())
            if ((SyntaxRefusal(node, rules) ?? UseRefusal(node, model, rules, without ?? [])) is { } refusal)
                return At(node.GetLocation(), rules, refusal);
        foreach (var member in Overrides(answer).Where(member => !rules.Overridden.Contains(member.Name)))
            return At(member.Locations[0], rules, rules.Words["Overrides", member.Name]);
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
        _ when node.Kind() is SyntaxKind.AddressOfExpression or SyntaxKind.PointerIndirectionExpression => "Unsafe",
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

    /// <summary>Members of a library's type that a cell's classes override.</summary>
    public static IEnumerable<ISymbol> Overrides(CSharpCompilation cell)
    {
        var tree = cell.SyntaxTrees[0];
        var model = cell.GetSemanticModel(tree);
        return tree.GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>()
            .Where(member => member.Modifiers.Any(SyntaxKind.OverrideKeyword)).Select(member => model.GetDeclaredSymbol(member))
            .OfType<ISymbol>().Where(symbol => symbol.IsOverride && !TestMeaning.IsOfNotebook(Root(symbol)));
    }

    private static ISymbol Root(ISymbol member) => member switch
    {
        IMethodSymbol { OverriddenMethod: { } method } => Root(method),
        IPropertySymbol { OverriddenProperty: { } property } => Root(property),
        IEventSymbol { OverriddenEvent: { } happening } => Root(happening),
        _ => member,
    };

    private static string? UseRefusal(SyntaxNode node, SemanticModel model, LabRules rules, IReadOnlyCollection<string> without)
    {
        if (node is ExpressionSyntax expression && model.GetTypeInfo(expression).Type is { Name: "TensorAccessor" }
            && !IsReadAtOnce(expression))
            return rules.Words["KeptAccessor"];
        if (node is not (SimpleNameSyntax or BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax
            or ElementAccessExpressionSyntax or PrimaryConstructorBaseTypeSyntax or AttributeSyntax))
            return null;
        var info = model.GetSymbolInfo(node);
        foreach (var symbol in info.Symbol is { } one ? [one] : info.CandidateSymbols)
            if (AllowList.Refusal(symbol, rules, without) is { } refusal)
                return refusal;
        if (info.Symbol is IFieldSymbol or IPropertySymbol && info.Symbol.IsStatic && !TestMeaning.IsOfNotebook(info.Symbol)
            && IsWritten(node))
            return rules.Words["SharedState", info.Symbol.Name];
        if (without.Count > 0 && info.Symbol is { } used && IsState(used, rules) && node.Ancestors().Any(IsCalledLater))
            return rules.Words["StateOutside", used.Name];
        if (node is IdentifierNameSyntax && model.GetTypeInfo(node).Type is IDynamicTypeSymbol type)
            return AllowList.Refusal(type, rules, without);
        return info.Symbol is IFieldSymbol { ContainingType.IsScriptClass: true } variable
            && rules.GivenVariables.Contains(variable.Name)
            && !rules.Declared.ContainsKey(variable.Name) && IsDeclaredElsewhere(variable, model) && IsWritten(node)
            ? rules.Words["GivenVariable", variable.Name] : null;
    }

    // Another answer could put there what this one must do without.
    private static bool IsState(ISymbol symbol, LabRules rules) =>
        symbol is IFieldSymbol { IsConst: false } or IPropertySymbol or IEventSymbol && TestMeaning.IsOfNotebook(symbol)
        && (symbol.IsStatic || symbol.ContainingType.IsScriptClass) && !rules.GivenVariables.Contains(symbol.Name);

    private static bool IsCalledLater(SyntaxNode node) => node is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax
        or BaseTypeDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax;

    // It keeps a tensor's memory under its first length, whatever becomes of the tensor.
    private static bool IsReadAtOnce(ExpressionSyntax accessor) => accessor is InvocationExpressionSyntax
    {
        Parent: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToArray" or "ToNDArray" or "Count" },
    };

    private static bool IsDeclaredElsewhere(IFieldSymbol variable, SemanticModel model) =>
        !SymbolEqualityComparer.Default.Equals(variable.ContainingType, model.Compilation.ScriptClass);

    private static bool IsWritten(SyntaxNode name)
    {
        var node = name;
        while (node.Parent is ParenthesizedExpressionSyntax or ArgumentSyntax { Parent: TupleExpressionSyntax }
            or TupleExpressionSyntax
            || node.Parent is MemberAccessExpressionSyntax access && access.Name == node) node = node.Parent;
        return node.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == node,
            ArgumentSyntax argument => argument.RefKindKeyword.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword,
            RefExpressionSyntax => true,
            _ => node.Parent?.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression
                or SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression,
        };
    }
}
