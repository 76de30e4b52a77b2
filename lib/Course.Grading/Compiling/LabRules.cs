using Course.Notebooks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Grading;

/// <summary>
/// What a lab's own solution and tests say about answers. Nobody has to write it down: it is read from their meaning.
/// </summary>
internal sealed class LabRules(string language)
{
    /// <summary>Documentation ids of what the solutions use: allowed, whatever it is.</summary>
    public HashSet<string> Used { get; } = [];

    /// <summary>
    /// What the solutions override of the libraries' types; other overrides would change what tests ask of an answer.
    /// </summary>
    public HashSet<string> Overridden { get; } = ["forward", "Apply", "ToString"];

    /// <summary>Names that the lab's own cells use for something that stands outside them.</summary>
    public HashSet<string> Protected { get; } = [];

    /// <summary>Variables that the lab's own cells declare.</summary>
    public HashSet<string> GivenVariables { get; } = [];

    /// <summary>What the solutions declare, and how: the overloads of a method, or one signature.</summary>
    public Dictionary<string, List<string>> Declared { get; } = [];

    /// <summary>For sentences that learners read.</summary>
    public Words Words { get; } = Words.In(language);

    public void AddSolution(Submission solution)
    {
        foreach (var member in TestMeaning.Declared(solution.Compilation))
            (Declared.TryGetValue(member.Name, out var signatures) ? signatures : Declared[member.Name] = [])
                .Add(TestMeaning.Signature(member));
        Overridden.UnionWith(AnswerPolicy.Overrides(solution.Compilation).Select(member => member.Name));
        foreach (var (_, symbol) in Names(solution))
            if (symbol.OriginalDefinition.GetDocumentationCommentId() is { } id && !TestMeaning.IsOfNotebook(symbol))
                Used.Add(id);
    }

    public void AddGiven(Submission given)
    {
        GivenVariables.UnionWith(TestMeaning.Declared(given.Compilation).OfType<IFieldSymbol>().Select(member => member.Name));
        foreach (var (name, symbol) in Names(given))
            if (name is SimpleNameSyntax simple && StandsAlone(simple)
                && !symbol.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == name.SyntaxTree))
                Protected.Add(simple.Identifier.ValueText);
    }

    private static IEnumerable<(SyntaxNode Node, ISymbol Symbol)> Names(Submission submission)
    {
        var tree = submission.Compilation.SyntaxTrees[0];
        var model = submission.Compilation.GetSemanticModel(tree);
        foreach (var node in tree.GetRoot().DescendantNodes())
            if (node is SimpleNameSyntax or BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax
                or ElementAccessExpressionSyntax && model.GetSymbolInfo(node).Symbol is { } symbol)
                yield return (node, symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol);
    }

    // Names after a dot are looked up in what stands before it, where an answer can't put anything.
    private static bool StandsAlone(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == name,
        QualifiedNameSyntax qualified => qualified.Left == name,
        AliasQualifiedNameSyntax or MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax => false,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } member => member.Left != name,
        _ => true,
    };
}
