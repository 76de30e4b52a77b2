using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Grading;

/// <summary>
/// Keeps answers from changing what the tests say. A check that compares <c>Size(28)</c> with 26 means what its author meant only
/// if <c>Size</c> still gives an int (not a type whose == is always true), and <c>Check</c> is still the library's.
/// </summary>
internal static class TestMeaning
{
    private static readonly Regex scriptClass = new(@"Cell-\d+\.");

    public static string? Refusal(CSharpCompilation answer, SemanticModel model, LabRules rules)
    {
        foreach (var member in Declared(answer))
        {
            var fault = rules.Declared.TryGetValue(member.Name, out var expected) ? Fault(member, expected, rules)
                : rules.Protected.Contains(member.Name) ? rules.Words["TakenName", member.Name] : null;
            if (fault is not null)
                return AnswerPolicy.At(member.Locations[0], rules, fault);
        }
        foreach (var brought in answer.SyntaxTrees[0].GetRoot().DescendantNodes().OfType<UsingDirectiveSyntax>()
            .Where(line => !line.StaticKeyword.IsKind(SyntaxKind.None)))
            if (model.GetSymbolInfo(brought.NamespaceOrType).Symbol is INamedTypeSymbol type && IsOfNotebook(type)
                && type.GetMembers().Select(member => member.Name).FirstOrDefault(rules.Protected.Contains) is { } taken)
                return AnswerPolicy.At(brought.GetLocation(), rules, rules.Words["TakenName", taken]);
        return null;
    }

    /// <summary>What a cell declares that later cells can see.</summary>
    public static IEnumerable<ISymbol> Declared(CSharpCompilation submission) => submission.ScriptClass!.GetMembers()
        .Where(member => !member.IsImplicitlyDeclared && member is IFieldSymbol or INamedTypeSymbol or IPropertySymbol
            or IEventSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary });

    /// <summary>The declaration as the tests see it, in C#.</summary>
    public static string Signature(ISymbol member) => scriptClass.Replace(member switch
    {
        IFieldSymbol field => field.Type.ToDisplayString(),
        IMethodSymbol method =>
            $"{method.ReturnType.ToDisplayString()} "
            + $"{method.Name}{Generic(method.TypeParameters)}({string.Join(", ", method.Parameters.Select(Parameter))})",
        INamedTypeSymbol type =>
            $"{(type.IsRecord ? "record " : "")}{type.TypeKind.ToString().ToLowerInvariant()} "
            + $"{type.Name}{Generic(type.TypeParameters)}{Base(type)}",
        _ => member.ToDisplayString(),
    }, "");

    /// <summary>Declared by a cell, not by a library.</summary>
    public static bool IsOfNotebook(ISymbol symbol) =>
        symbol.ContainingAssembly?.Name.StartsWith("Cell-", StringComparison.Ordinal) != false;

    /// <summary>The type and what it inherits from, up to object.</summary>
    public static IEnumerable<INamedTypeSymbol> WithBases(INamedTypeSymbol? type)
    {
        for (var up = type; up is not null; up = up.BaseType)
            yield return up;
    }

    /// <summary>What a cell has declared, whichever cell that was.</summary>
    public static string Identity(ISymbol symbol) => $"{symbol.Kind} {scriptClass.Replace(symbol.ToDisplayString(), "")}";

    private static string? Fault(ISymbol member, List<string> expected, LabRules rules)
    {
        var found = Signature(member);
        if (expected.Contains(found))
            return null;
        if (member is IFieldSymbol field && field.Type is INamedTypeSymbol type && Wider(type).Any(expected.Contains))
            return null;
        var (wanted, own) = member is IFieldSymbol ? ($"{expected[0]} {member.Name}", $"{found} {member.Name}")
            : (expected[0], found);
        return rules.Words["OtherDeclaration", wanted, own];
    }

    // A variable may be of a more special type than the solution's: a ResNet18 where that has a Network.
    private static IEnumerable<string> Wider(INamedTypeSymbol type)
    {
        foreach (var up in WithBases(type.BaseType).Concat(type.AllInterfaces))
            yield return scriptClass.Replace(up.ToDisplayString(), "");
        string[] numbers = ["int", "long", "float", "double"];
        var place = Array.IndexOf(numbers, type.ToDisplayString());
        for (var wider = place + 1; place >= 0 && wider < numbers.Length; wider++)
            yield return numbers[wider];
    }

    private static string Parameter(IParameterSymbol parameter) =>
        (parameter.RefKind == RefKind.None ? "" : parameter.RefKind.ToString().ToLowerInvariant() + " ")
        + parameter.Type.ToDisplayString();

    private static string Generic(IReadOnlyCollection<ITypeParameterSymbol> parameters) =>
        parameters.Count == 0 ? "" : $"<{parameters.Count}>";

    private static string Base(INamedTypeSymbol type) =>
        type.BaseType is { SpecialType: SpecialType.None } up ? $" : {up.ToDisplayString()}" : "";
}
