using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Grading;

/// <summary>
/// What each name, operator and conversion of a test cell stands for, in order. With a learner's answers before it the cell must
/// stand for the very same: a <c>using static</c> can put another <c>Math</c> in its place, and a class can hide what it
/// inherits.
/// </summary>
internal sealed class Meaning
{
    private readonly List<Use> names = [];

    private sealed record Use(string Text, string Id, string Name, IReadOnlyList<string> Types);

    public Meaning(CSharpCompilation cell)
    {
        var tree = cell.SyntaxTrees[0];
        var model = cell.GetSemanticModel(tree);
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            if (node is IdentifierNameSyntax { IsVar: true })
                continue;
            if (node is ForEachStatementSyntax loop
                && model.GetForEachStatementInfo(loop) is { GetEnumeratorMethod: { } enumerator })
                Add(node, enumerator);
            if (node is not (
                SimpleNameSyntax or BaseObjectCreationExpressionSyntax or ElementAccessExpressionSyntax or BinaryExpressionSyntax
                or PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax or AssignmentExpressionSyntax
                or CollectionElementSyntax))
                continue;
            var symbol = model.GetSymbolInfo(node).Symbol;
            if (symbol is IMethodSymbol { MethodKind: MethodKind.BuiltinOperator })
                symbol = null; // of numbers, whichever
            Add(node, symbol);
            if (node is ExpressionSyntax expression
                && model.GetConversion(expression) is { IsUserDefined: true, MethodSymbol: { } conversion })
                Add(node, conversion);
        }
    }

    /// <summary>The first name that means something else in another compilation of the same cell; null if none does.</summary>
    public string? DifferenceTo(Meaning other)
    {
        for (var i = 0; i < Math.Max(names.Count, other.names.Count); i++)
            if (i >= names.Count || i >= other.names.Count || !Same(names[i], other.names[i]))
                return (i < names.Count ? names : other.names)[i].Text;
        return null;
    }

    // A variable may be of a more special type than the solution's: then its members are too.
    private static bool Same(Use one, Use other) =>
        one.Id == other.Id || one.Types.Count > 0 && one.Name == other.Name && other.Types.Contains(one.Types[0]);

    private void Add(SyntaxNode node, ISymbol? symbol)
    {
        symbol = symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension.OriginalDefinition
            : symbol?.OriginalDefinition;
        var text = node is SimpleNameSyntax name ? name.Identifier.ValueText : node.ToString().Split('\n')[0];
        if (symbol is null or ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or IDiscardSymbol
            or IMethodSymbol { MethodKind: MethodKind.LocalFunction })
            names.Add(new(text, symbol?.Name ?? "", "", []));
        else if (TestMeaning.IsOfNotebook(symbol))
            names.Add(new(text, $"notebook:{TestMeaning.Identity(symbol)}", "", []));
        else
            names.Add(new(text, symbol.GetDocumentationCommentId()
                ?? symbol.ToDisplayString(), symbol.Name,
                [.. TestMeaning.WithBases(symbol.ContainingType).Select(type => type.OriginalDefinition.ToDisplayString())]));
    }
}
