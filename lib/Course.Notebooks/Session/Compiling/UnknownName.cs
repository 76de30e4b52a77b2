using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Notebooks;

/// <summary>
/// Names that the compiler does not know: written with another capital, a using is missing, or the cell that declares them has
/// not run.
/// </summary>
internal static class UnknownName
{
    /// <summary>What is meant, or where it is to be had.</summary>
    public static IEnumerable<string> Explain(IEnumerable<Diagnostic> errors, CSharpCompilation compilation)
    {
        var undeclared = new List<string>();
        foreach (var error in errors.Where(error => error.Id is "CS0103" or "CS0246" or "CS0117" or "CS1061"))
        {
            if (error.Location.SourceTree is not { } tree
                || tree.GetRoot().FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true) is not SimpleNameSyntax node)
                continue;
            var name = node.Identifier.ValueText;
            if (error.Id is "CS0103" or "CS0246" && Namespaces(name, compilation) is [var first, ..] all)
                yield return $"{name} is in {string.Join(" or ", all)}: `using {first};`";
            else if (Written(node, compilation.GetSemanticModel(tree), onlyTypes: error.Id == "CS0246") is { } written)
                yield return $"{name} is written {written}: C# tells capital letters from small ones.";
            else if (error.Id == "CS0103")
                undeclared.Add(name);
        }

        if (undeclared.Count > 0)
            yield return $"No cell that has run declares {string.Join(", ", undeclared.Distinct())} at its top level: run the "
                + "one that does (after a restart, all of them), or look at the spelling.";
    }

    private static string? Written(SimpleNameSyntax node, SemanticModel model, bool onlyTypes)
    {
        var name = node.Identifier.ValueText;
        var owner = node.Parent is MemberAccessExpressionSyntax access && access.Name == node
            ? model.GetTypeInfo(access.Expression).Type ?? model.GetSymbolInfo(access.Expression).Symbol as INamespaceOrTypeSymbol
            : null;
        var small = name.ToLowerInvariant();
        return owner is null && SyntaxFacts.GetKeywordKind(small) != SyntaxKind.None ? small
            : model.LookupSymbols(node.SpanStart, owner, includeReducedExtensionMethods: owner is not null)
                .FirstOrDefault(symbol => symbol.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
                    && (symbol is ITypeSymbol || !onlyTypes) && !IsBeingDeclared(symbol, node))?.Name;
    }

    private static bool IsBeingDeclared(ISymbol symbol, SyntaxNode node) =>
        symbol.DeclaringSyntaxReferences.Any(place => place.SyntaxTree == node.SyntaxTree && place.Span.Contains(node.Span));

    private static List<string> Namespaces(string type, CSharpCompilation compilation) =>
        [.. Below(compilation.GlobalNamespace)
            .Where(space => space.GetTypeMembers(type).Any(one => one.DeclaredAccessibility == Accessibility.Public))
            .Select(space => space.ToDisplayString()).Order(StringComparer.Ordinal).Take(3)];

    private static IEnumerable<INamespaceSymbol> Below(INamespaceSymbol space) =>
        space.GetNamespaceMembers().SelectMany(inner => Below(inner).Prepend(inner));
}
