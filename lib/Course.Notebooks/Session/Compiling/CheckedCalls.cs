using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Notebooks;

/// <summary>
/// Sends calls of operations that would end the process on a wrong shape to their checked versions: a public static class
/// named <c>Course.Files.CheckedOperations</c> holds a method <c>Checked_NAME</c> for each static <c>torch.NAME</c>, and an
/// extension method of that name for each method of Tensor.
/// </summary>
internal static class CheckedCalls
{
    private const string checkedClass = "Course.Files.CheckedOperations";
    private const string checkedPrefix = "Checked_";

    // Only code with one of these words pays for a second look.
    private static readonly HashSet<string> suspects = ["matmul", "cummax", "cummin", "grad", "randperm", "set_num_threads"];

    public static IEnumerable<TextChange[]> Find(SyntaxTree tree, SyntaxNode root, Func<SyntaxTree, CSharpCompilation> compile)
    {
        var names = root.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => suspects.Contains(name.Identifier.Text))
            .ToList();
        var indices = root.DescendantNodes().OfType<BaseArgumentListSyntax>().Where(MayBeNull).ToList();
        if (names.Count + indices.Count == 0)
            yield break;
        var compilation = compile(tree);
        if (compilation.GetTypeByMetadataName(checkedClass) is not { } operations)
            yield break;

        var model = compilation.GetSemanticModel(tree);
        foreach (var index in indices.SelectMany(list => Indices(list, model)))
            yield return [new(new(index.SpanStart, 0), $"global::{checkedClass}.Index("), new(new(index.Span.End, 0), ")")];
        foreach (var name in names)
        {
            var info = model.GetSymbolInfo(name);
            var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
            if (symbol is not IMethodSymbol method || !IsTorch(method.ContainingType))
                continue;
            if (operations.GetMembers(checkedPrefix + method.Name).IsEmpty)
                continue;
            yield return [method.IsStatic
                ? new TextChange(Qualified(name).Span, $"global::{checkedClass}.{checkedPrefix}{method.Name}")
                : new TextChange(name.Span, checkedPrefix + method.Name)];
        }
    }

    /// <summary>What has to stand above code with these changes: extension methods are found through a using.</summary>
    public static TextChange? Using(IEnumerable<TextChange> changes) =>
        changes.Any(change => change.NewText!.StartsWith(checkedPrefix, StringComparison.Ordinal))
            ? new TextChange(new TextSpan(0, 0), $"using static global::{checkedClass};")
            : null;

    // Numbers, and ranges of them, are the indices of most code.
    private static bool MayBeNull(BaseArgumentListSyntax list) => list is BracketedArgumentListSyntax
        ? list.Arguments.Any(argument => argument.Expression.IsKind(SyntaxKind.NullLiteralExpression)
            || argument.Expression is not (LiteralExpressionSyntax or RangeExpressionSyntax or PrefixUnaryExpressionSyntax))
        : list.Parent is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } }
            && name.Identifier.Text is "index" or "index_put_";

    /// <summary>Tensors that index a tensor: a null among them ends the process.</summary>
    private static IEnumerable<ExpressionSyntax> Indices(BaseArgumentListSyntax list, SemanticModel model)
    {
        var info = model.GetSymbolInfo(list.Parent!);
        var parameters = (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) switch
        {
            IPropertySymbol { IsIndexer: true } indexer when IsTorch(indexer.ContainingType) => indexer.Parameters,
            IMethodSymbol method when IsTorch(method.ContainingType) => method.Parameters,
            _ => [],
        };
        return parameters is [.., { Type: IArrayTypeSymbol { ElementType: var element } }]
            ? list.Arguments.Skip(parameters.Length - 1).Select(argument => argument.Expression)
                .Where(index => element.Name == "Tensor" && model.GetTypeInfo(index).ConvertedType is { Name: "Tensor" })
            : [];
    }

    private static bool IsTorch(INamedTypeSymbol type) =>
        type.ToDisplayString() is "TorchSharp.torch" or "TorchSharp.torch.Tensor" or "TorchSharp.torch.autograd";

    // torch.matmul and TorchSharp.torch.matmul as a whole, matmul by itself.
    private static SyntaxNode Qualified(IdentifierNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
}
