using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Notebooks;

/// <summary>Lambdas that are compiled to data instead of code.</summary>
internal static class ExpressionTrees
{
    private const string library = "System.Linq.Expressions";

    /// <summary>Does compiled code build any? Asked of every cell, so it must cost nothing.</summary>
    public static bool AreIn(CellImage cell)
    {
        if (cell.Code.Length == 0)
            return false;
        using var file = new PEReader(ImmutableArray.Create(cell.Code));
        var metadata = file.GetMetadataReader();
        return metadata.AssemblyReferences.Select(metadata.GetAssemblyReference)
            .Any(reference => metadata.StringComparer.Equals(reference.Name, library));
    }

    public static IReadOnlyList<TextSpan> Find(SyntaxTree tree, CSharpCompilation compilation)
    {
        var model = compilation.GetSemanticModel(tree);
        return [.. tree.GetRoot().DescendantNodes().OfType<LambdaExpressionSyntax>()
            .Where(lambda => model.GetTypeInfo(lambda).ConvertedType is { Name: "Expression" } type
                && type.ContainingNamespace.ToDisplayString() == library)
            .Select(lambda => lambda.Span)];
    }
}
