using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Notebooks;

/// <summary>
/// A type that was declared again while other cells go on with the older one: the compiler calls both by one name.
/// </summary>
internal static class Redefinition
{
    /// <summary>Which is which, and which cell to run again; null where the error has nothing to do with it.</summary>
    public static string? Explain(Diagnostic error, CSharpCompilation compilation)
    {
        if (error.Location.SourceTree is not { } tree)
            return null;
        var node = tree.GetRoot().FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true);
        var statement = node.AncestorsAndSelf().FirstOrDefault(one => one is StatementSyntax or MemberDeclarationSyntax) ?? node;
        var (model, message, cells) = (compilation.GetSemanticModel(tree), error.GetMessage(), Chain(compilation).ToList());
        var symbols = statement.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().SelectMany(name => Symbols(model, name))
            .ToList();
        foreach (var older in symbols.SelectMany(TypesOf).SelectMany(Parts)
            .Where(type => type.ContainingType is { IsScriptClass: true }))
        {
            var newer = cells.Find(cell => cell.ScriptClass?.GetTypeMembers(older.Name).Length > 0);
            if (newer is null || newer.AssemblyName == older.ContainingAssembly.Name
                || !message.Contains(older.Name, StringComparison.Ordinal))
                continue;
            var users = symbols.Where(symbol => symbol is not ITypeSymbol && symbol.ContainingType is { IsScriptClass: true }
                && symbol.ContainingAssembly.Name != compilation.AssemblyName
                && TypesOf(symbol).SelectMany(Parts).Contains(older, SymbolEqualityComparer.Default))
                .DistinctBy(symbol => symbol.Name).ToList();
            var advice = users.Count > 0
                ? string.Join(" and ", users.Select(user => $"the cell that declares {user.Name} ({Place(user)})"))
                : $"the cells that use the one of {Place(older)}";
            return $"{older.Name} was declared anew: the older version is that of {Place(older)}, the newer that of " +
                $"{(newer == compilation ? "this cell" : newer.SyntaxTrees[0].FilePath)}. Run {advice} again, then this one.";
        }

        return null;

        string Place(ISymbol symbol) =>
            cells.Find(cell => cell.AssemblyName == symbol.ContainingAssembly.Name)?.SyntaxTrees[0].FilePath ?? "an earlier cell";
    }

    private static ImmutableArray<ISymbol> Symbols(SemanticModel model, SimpleNameSyntax name)
    {
        var info = model.GetSymbolInfo(name);
        return info.Symbol is { } symbol ? [symbol] : info.CandidateSymbols;
    }

    private static IEnumerable<ITypeSymbol> TypesOf(ISymbol symbol) => symbol switch
    {
        ITypeSymbol type => [type],
        IMethodSymbol method => method.Parameters.Select(parameter => parameter.Type).Append(method.ReturnType),
        IFieldSymbol field => [field.Type],
        IPropertySymbol property => [property.Type],
        ILocalSymbol local => [local.Type],
        _ => [],
    };

    // A List<Net> or a Net[] is made with Net.
    private static IEnumerable<ITypeSymbol> Parts(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Parts(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(Parts).Prepend(named),
        _ => [type],
    };

    private static IEnumerable<CSharpCompilation> Chain(CSharpCompilation? newest)
    {
        for (; newest is not null; newest = newest.ScriptCompilationInfo?.PreviousScriptCompilation) yield return newest;
    }
}
