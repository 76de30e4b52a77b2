using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Notebooks;

/// <summary>Names that the compiler does not know: a using is missing, or the cell that declares them has not run.</summary>
internal static class UnknownName
{
    /// <summary>Where they are to be had.</summary>
    public static IEnumerable<string> Explain(IEnumerable<Diagnostic> errors, CSharpCompilation compilation)
    {
        var undeclared = new List<string>();
        foreach (var error in errors.Where(error => error.Id is "CS0103" or "CS0246"))
        {
            if (error.Location.SourceTree?.GetRoot().FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true)
                is not SimpleNameSyntax { Identifier.ValueText: var name })
                continue;
            var spaces = Below(compilation.GlobalNamespace)
                .Where(space => space.GetTypeMembers(name).Any(type => type.DeclaredAccessibility == Accessibility.Public))
                .Select(space => space.ToDisplayString()).Order(StringComparer.Ordinal).Take(3).ToList();
            if (spaces.Count > 0)
                yield return $"{name} is in {string.Join(" or ", spaces)}: `using {spaces[0]};`";
            else if (error.Id == "CS0103")
                undeclared.Add(name);
        }

        if (undeclared.Count > 0)
            yield return $"No cell that has run declares {string.Join(", ", undeclared.Distinct())} at its top level: run the "
                + "one that does (after a restart, all of them), or look at the spelling.";
    }

    private static IEnumerable<INamespaceSymbol> Below(INamespaceSymbol space) =>
        space.GetNamespaceMembers().SelectMany(inner => Below(inner).Prepend(inner));
}
